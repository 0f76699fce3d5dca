#pragma once

#include <QWidget>

#include <memory>

namespace Lifeboat {

namespace Ui {
class HelpWindow;
}

// The user guide: chapters at the left, a page at the right, a search through all of it. A window
// of its own beside whatever asks, so that it can be read meanwhile; hidden when closed.
class HelpWindow : public QWidget
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);
    ~HelpWindow() override;

    void showChapter(const QString &chapter); // unknown or empty: the first
    QString chapter() const;

signals:
    void keysRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillChapters();
    void load();
    void find();
    void mark();
    void retranslate();

    std::unique_ptr<Ui::HelpWindow> m_ui;
    QString m_chapter;
};

} // namespace Lifeboat
