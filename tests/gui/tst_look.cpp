#include "gui/common/look.h"

#include <QFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The palettes of ours; colours of other palettes are moved by the same functions.
class tst_Look : public QObject
{
    Q_OBJECT

private slots:
    void textReadsOnWhatItStandsOn_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void textReadsOnWhatItStandsOn()
    {
        QFETCH(bool, dark);
        const QPalette palette = lifeboatPalette(dark);
        const QColor base = palette.color(QPalette::Base);
        const QColor window = palette.color(QPalette::Window);
        QList<QColor> inks{palette.color(QPalette::Text), quietText(palette), accent(palette)};
        for (int status = 0; status <= int(Status::Absent); ++status)
            inks << statusColor(Status(status), palette);
        for (const QColor &ink : inks) {
            QVERIFY2(contrast(ink, base) >= 4.5, qPrintable(ink.name()));
            QVERIFY2(contrast(ink, window) >= 4.5, qPrintable(ink.name()));
        }
        QVERIFY(
            contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight))
            >= 4.5);
        // On the red button stands the colour of the sheet.
        QVERIFY(contrast(base, statusColor(Status::Failed, palette)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase))
                >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::Text), selectionTint(palette)) >= 4.5);
    }

    void iconsReadOnTheirTint_data() { textReadsOnWhatItStandsOn_data(); }

    void iconsReadOnTheirTint()
    {
        QFETCH(bool, dark);
        const QPalette palette = lifeboatPalette(dark);
        for (int status = 0; status <= int(Status::Absent); ++status) {
            const QColor ink = statusColor(Status(status), palette);
            QVERIFY(contrast(ink, statusTint(Status(status), palette)) >= 3.0);
        }
    }

    void everyStateHasAWordAndAnIcon()
    {
        for (int status = 0; status <= int(Status::Absent); ++status) {
            QVERIFY(!statusWord(Status(status)).isEmpty());
            const QString icon = statusIconName(Status(status));
            QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(icon)), qPrintable(icon));
        }
    }
};

QTEST_MAIN(tst_Look)
#include "tst_look.moc"
