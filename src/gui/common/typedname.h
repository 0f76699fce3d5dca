#pragma once

#include <QWidget>

#include <memory>

namespace Lifeboat {

namespace Ui {
class TypedName;
}

// A host's name that has to be typed before a deed: byte for byte, as it is written. A wrong one
// says nothing. The field takes the focus.
class TypedName : public QWidget
{
    Q_OBJECT

public:
    explicit TypedName(QWidget *parent = nullptr);
    ~TypedName() override;

    void setName(const QString &name); // empties the field
    bool isTyped() const;

signals:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    std::unique_ptr<Ui::TypedName> m_ui;
    QString m_name;
};

} // namespace Lifeboat
