#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace Lifeboat {

class PageHeader;

// Language and appearance, both applied at once.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent = nullptr);

    // As in the preferences: "", "en", "zh_CN" and "", "light", "dark".
    void setCurrent(const QString &language, const QString &appearance);

signals:
    void languageChosen(const QString &language);
    void appearanceChosen(const QString &appearance);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    PageHeader *m_header;
    QLabel *m_languageLabel;
    QLabel *m_appearanceLabel;
    QLabel *m_version;
    QComboBox *m_language;
    QComboBox *m_appearance;
};

} // namespace Lifeboat
