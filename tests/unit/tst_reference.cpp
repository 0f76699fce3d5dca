#include "components/common/reference.h"
#include "components/common/volume.h"
#include "support/kinds.h"

#include <QDir>
#include <QProcess>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// The pages of the components; tests/integration/tst_byhand.cpp does what they say.
class TestReference : public QObject
{
    Q_OBJECT

    static QStringList headings(const QString &page)
    {
        QStringList found;
        for (const QString &line : page.split(u'\n')) {
            if (line.startsWith(u"## "))
                found << line.sliced(3);
        }
        return found;
    }

private slots:
    void everyComponentHasAPage_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < kindsOfComponents().size(); ++i)
            QTest::newRow(qPrintable(kindsOfComponents().at(i).id)) << i;
    }

    void everyComponentHasAPage()
    {
        QFETCH(const int, index);
        const Component &component = kindsOfComponents().at(index);
        const QString english = referencePage(component.id, u"en"_s);
        const QString chinese = referencePage(component.id, u"zh_CN"_s);
        QVERIFY(english.startsWith(u"# "_s + component.title.toEnglish() + u'\n'));
        QVERIFY(chinese.startsWith(u"# "));
        QCOMPARE(headings(english), (QStringList{u"What is saved"_s, u"What it costs the host"_s,
                                                 u"Restored by hand"_s, u"Limits"_s}));
        QCOMPARE(headings(chinese),
                 (QStringList{u"保存的内容"_s, u"对主机的影响"_s, u"手动恢复"_s, u"限制"_s}));
        QCOMPARE(referencePage(component.id, u"fr"_s), english);
    }

    void theCommandsAreTheSameInBothLanguages_data() { everyComponentHasAPage_data(); }

    void theCommandsAreTheSameInBothLanguages()
    {
        QFETCH(const int, index);
        const QString &id = kindsOfComponents().at(index).id;
        const QString commands = referenceCommands(referencePage(id, u"en"_s));
        QCOMPARE(referenceCommands(referencePage(id, u"zh_CN"_s)), commands);
        QVERIFY(commands.startsWith(u"POINT=/root/20261122T020000Z\n"));
        const QString folder = isVolume(id) ? u"$ID"_s : id;
        QVERIFY2(commands.contains(u"/%1\" && sha256sum -c *.sha256"_s.arg(folder)),
                 qPrintable(commands));
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-n"_s, u"-c"_s, commands});
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    }

    void everyPageHasAComponent()
    {
        for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
            const QStringList files = QDir(u":/reference/"_s + language).entryList();
            QCOMPARE(files.size(), kindsOfComponents().size());
            for (const QString &file : files)
                QVERIFY2(file == u"volume.md" || component(file.section(u'.', 0, 0)), qPrintable(file));
        }
    }
};

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
