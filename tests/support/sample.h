#pragma once

#include <QList>
#include <QRandomGenerator>
#include <QtGlobal>

#include <algorithm>

namespace Lifeboat {

// What a test draws its sample with: LIFEBOAT_TEST_SEED, or a new one. It is printed, so that the
// sample can be repeated.
inline uint sampleSeed()
{
    const uint seed = qEnvironmentVariableIsSet("LIFEBOAT_TEST_SEED")
                          ? qEnvironmentVariable("LIFEBOAT_TEST_SEED").toUInt()
                          : QRandomGenerator::global()->generate();
    qInfo("LIFEBOAT_TEST_SEED=%u repeats this sample", seed);
    return seed;
}

// `size` of them; all with LIFEBOAT_TEST_LONG=1.
template <typename Case>
QList<Case> sampleOf(QList<Case> all, qsizetype size)
{
    if (qEnvironmentVariableIsSet("LIFEBOAT_TEST_LONG") || size >= all.size())
        return all;
    QRandomGenerator random(sampleSeed());
    std::shuffle(all.begin(), all.end(), random);
    all.resize(size);
    return all;
}

} // namespace Lifeboat
