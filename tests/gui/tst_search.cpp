#include "gui/search/searchmodel.h"

#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_Search : public QObject
{
    Q_OBJECT

    static QList<Found> all()
    {
        using enum Found::Kind;
        return {{Action, u"Back up prod-02…"_s},
                {Host, u"sh-prod-01"_s, u"root@10.20.0.11:22 edge"_s},
                {Host, u"prod-02"_s, u"root@10.20.0.12:22"_s},
                {Host, u"unproductive"_s},
                {Point, u"prod-02 2026-11-22 02:00"_s, u"prod-02-1/20261122T020000Z"_s},
                {Run, u"prod-02 2026-11-22 02:00 Backup"_s, u"20261122t020000-1a2b3c4d"_s}};
    }

    static QStringList found(const QString &text)
    {
        SearchModel model;
        model.add(all());
        model.setText(text);
        QStringList titles;
        for (int row = 0; row < model.rowCount(); ++row)
            titles << model.index(row).data().toString();
        return titles;
    }

private slots:
    void aPrefixComesBeforeAWordAndThatBeforeAPart()
    {
        QCOMPARE(found(u"prod"_s),
                 (QStringList{u"prod-02"_s, u"prod-02 2026-11-22 02:00"_s,
                              u"prod-02 2026-11-22 02:00 Backup"_s, u"sh-prod-01"_s,
                              u"Back up prod-02…"_s, u"unproductive"_s}));
    }

    void otherWordsComeLast()
    {
        QCOMPARE(found(u"edge"_s), QStringList{u"sh-prod-01"_s});
        QCOMPARE(found(u"20261122t020000-1a"_s), QStringList{u"prod-02 2026-11-22 02:00 Backup"_s});
    }

    void everyWordHasToFit()
    {
        QCOMPARE(found(u"back PROD"_s),
                 (QStringList{u"Back up prod-02…"_s, u"prod-02 2026-11-22 02:00 Backup"_s}));
        QVERIFY(found(u"prod no-such"_s).isEmpty());
    }

    void withNothingTypedItOffersActionsAndHosts()
    {
        QCOMPARE(found({}), (QStringList{u"Back up prod-02…"_s, u"sh-prod-01"_s, u"prod-02"_s,
                                         u"unproductive"_s}));
    }

    void keepsTheBestOfMany()
    {
        QList<Found> many;
        for (int i = 0; i < 20000; ++i)
            many << Found{Found::Kind::Point, u"a point %1"_s.arg(i)};
        many << Found{Found::Kind::Host, u"point-host"_s};
        SearchModel model;
        model.add(many);
        model.setText(u"point"_s);
        QCOMPARE(model.rowCount(), int(SearchModel::Most));
        QCOMPARE(model.at(0)->title, u"point-host"_s);
        QVERIFY(!model.at(model.rowCount()));
        QVERIFY(!model.at(-1));
    }
};

QTEST_GUILESS_MAIN(tst_Search)
#include "tst_search.moc"
