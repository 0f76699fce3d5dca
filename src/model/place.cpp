#include "model/place.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

QJsonObject Place::toJson() const
{
    return {{u"kind"_s, kind == Kind::Database ? u"database"_s : u"directory"_s},
            {u"component"_s, component},
            {u"container"_s, container},
            {u"user"_s, user},
            {u"live"_s, live},
            {u"sub"_s, sub},
            {u"beside"_s, beside},
            {u"safety"_s, safety},
            {u"hadLive"_s, hasLive}};
}

Place Place::fromJson(const QJsonObject &json)
{
    return {.kind = json.value("kind"_L1).toString() == "directory"_L1 ? Kind::Directory
                                                                       : Kind::Database,
            .component = json.value("component"_L1).toString(),
            .container = json.value("container"_L1).toString(),
            .user = json.value("user"_L1).toString(),
            .live = json.value("live"_L1).toString(),
            .sub = json.value("sub"_L1).toString(),
            .beside = json.value("beside"_L1).toString(),
            .safety = json.value("safety"_L1).toString(),
            .hasLive = json.value("hadLive"_L1).toBool(true)};
}

} // namespace Lifeboat
