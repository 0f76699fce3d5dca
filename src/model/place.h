#pragma once

#include <QJsonObject>
#include <QString>

namespace Lifeboat {

// One thing that a restore puts beside what is in service and then exchanges with it: a database
// under another name of its server, or the directory that a container mounts. Kept in the run's
// record, for the cut-over, undo, accept and discard that follow.
struct Place
{
    enum class Kind { Database, Directory };

    Kind kind = Kind::Database;
    QString component;
    QString container;
    QString user;        // of a database: the superuser of its server
    QString live;        // the database's name; the directory on the host that is mounted
    QString sub;         // a path below that directory that is exchanged instead of it
    QString beside;      // what was prepared, until the cut-over, and what was undone
    QString safety;      // what was in service before, after the cut-over
    bool hasLive = true; // false: there was nothing, so nothing is kept

    QJsonObject toJson() const;
    static Place fromJson(const QJsonObject &json);
    bool operator==(const Place &) const = default;
};

// Cut-over and undo are the same exchange in opposite directions.
enum class Direction { CutOver, Undo };

// What a restore leaves on the host: the safety copies until it is accepted, and what was prepared
// or undone until it is discarded.
enum class Leftover { SafetyCopies, Prepared };

} // namespace Lifeboat
