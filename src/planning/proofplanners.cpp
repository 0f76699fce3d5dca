#include "components/common/volume.h"
#include "planning/planning.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Result<Plan> planVerify(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                        const QString &run)
{
    Result<Plan> plan = newPlan(Verb::Verify, host, facts, run);
    if (!plan)
        return plan;
    plan->point = manifest.pointId;
    plan->independentComponents = true;
    Stage stage;
    for (const ManifestComponent &there : manifest.components) {
        const Component *known = component(there.id);
        if (there.outcome != Outcome::Ok)
            continue;
        if (!known) {
            plan->refused.insert(there.id, notKnown(there.id));
            continue;
        }
        // To read its archive takes no server's tools.
        static const ServiceFacts none{.state = u"running"_s, .details = {{u"id"_s, {}}}};
        const ServiceFacts *service = isVolume(there.id) ? &none : serviceOf(*known, facts);
        if (!service) {
            plan->refused.insert(
                there.id,
                {Error::Kind::NotFound,
                 {QT_TRANSLATE_NOOP("Text", "%1 has no %2 whose tools could read the artifacts."),
                  {host.name, there.id}},
                 {},
                 {}});
            continue;
        }
        if (const std::optional<Error> why = notRunning(*known, *service)) {
            plan->refused.insert(there.id, *why);
            continue;
        }
        stage.lanes << known->verify(
            *service, there,
            {.run = run, .pointId = manifest.pointId, .helperImage = plan->guardian.image});
        if (!service->container.isEmpty())
            plan->guardian.touched << service->container;
    }
    if (stage.lanes.isEmpty() && plan->refused.isEmpty())
        return Error{
            Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "The point %1 holds nothing that could be verified."),
             {manifest.pointId}},
            {},
            {}};
    plan->stages << stage;
    return plan;
}

} // namespace Lifeboat
