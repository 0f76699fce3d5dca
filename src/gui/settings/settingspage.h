#pragma once

#include "gui/tray/notices.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace Lifeboat {

class PageHeader;

// Language, appearance and which notices are wanted, all applied at once.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent = nullptr);

    // As in the preferences: "", "en", "zh_CN" and "", "light", "dark".
    void setCurrent(const QString &language, const QString &appearance);
    void setNoticeWanted(NewsKind kind, bool wanted);

signals:
    void languageChosen(const QString &language);
    void appearanceChosen(const QString &appearance);
    void noticeChosen(Lifeboat::NewsKind kind, bool wanted);

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
    QLabel *m_noticesLabel;
    QList<QCheckBox *> m_notices; // in the order of NewsKind
    QLabel *m_noTray;
};

} // namespace Lifeboat
