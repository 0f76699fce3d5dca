#pragma once

#include <QWidget>

#include <memory>

namespace Lifeboat {

namespace Ui {
class BeginningPage;
}

// Before the first host: two ways to begin, of equal weight. Left and Right, Enter.
class BeginningPage : public QWidget
{
    Q_OBJECT

public:
    explicit BeginningPage(QWidget *parent = nullptr);
    ~BeginningPage() override;

signals:
    void addRequested();
    void recoverRequested();
    void languageChosen(const QString &language);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::BeginningPage> m_ui;
};

} // namespace Lifeboat
