#include "components/component.h"
#include "gui/backup/scopepage.h"

#include <QCheckBox>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What a backup from the window saves: what is on by default, unless the operator says otherwise.
class tst_ScopePage : public QObject
{
    Q_OBJECT

    static HostFacts facts()
    {
        HostFacts facts;
        for (const char *id : {"falkordb", "nats", "redis"})
            facts.services << component(QString::fromLatin1(id))->sample;
        facts.services[1].details.remove(u"box"_s); // so that it has to be stopped
        facts.deployment = component(u"config"_s)->sample;
        return facts;
    }

private slots:
    void whatIsOffByDefaultIsNotChecked()
    {
        ScopePage page(u"h"_s);
        page.setFacts(facts());
        QVERIFY(page.findChild<QCheckBox *>(u"falkordb"_s)->isChecked());
        auto *redis = page.findChild<QCheckBox *>(u"redis"_s);
        QVERIFY(!redis->isChecked());
        QVERIFY(!redis->toolTip().isEmpty());
        QVERIFY(page.components().isEmpty());
        redis->setChecked(true);
        QCOMPARE(page.components(), QStringList({u"config"_s, u"falkordb"_s, u"redis"_s}));
        QVERIFY(page.cold().isEmpty());
    }

    void theConfigurationIsOneOfThem()
    {
        ScopePage page(u"h"_s);
        page.setFacts(facts());
        auto *config = page.findChild<QCheckBox *>(u"config"_s);
        QVERIFY(config && config->isChecked());
        config->setChecked(false);
        QCOMPARE(page.components(), QStringList{u"falkordb"_s});
    }

    void aServiceIsStoppedOnlyWhenItIsChosenAndThatIsSaid()
    {
        ScopePage page(u"h"_s);
        page.setFacts(facts());
        const QString before = page.question();
        page.findChild<QCheckBox *>(u"nats"_s)->setChecked(true);
        QCOMPARE(page.components(), QStringList({u"config"_s, u"falkordb"_s, u"nats"_s}));
        QCOMPARE(page.cold(), QStringList{u"nats"_s});
        QVERIFY2(page.question().contains(u"nats"_s), qPrintable(page.question()));
        QVERIFY(page.question() != before);
    }
};

QTEST_MAIN(tst_ScopePage)
#include "tst_scopepage.moc"
