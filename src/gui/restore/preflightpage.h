#pragma once

#include "app/operations.h"
#include "gui/common/stepdialog.h"
#include "gui/restore/routeview.h"

#include <memory>

namespace Lifeboat {

namespace Ui {
class PreflightPage;
}

// What a restore or a recovery depends on, one line each with its mend; red stands in the way.
class PreflightPage : public StepPage
{
    Q_OBJECT

public:
    enum class Kind { Restore, Recovery };

    explicit PreflightPage(Kind kind, QWidget *parent = nullptr);
    ~PreflightPage() override;

    using Route = std::function<std::pair<RouteEnd, RouteEnd>()>; // in the language of the moment
    void setRoute(const Route &route);
    void setImages(const QString &folder);
    QString images() const; // folder or file; empty: none
    bool setsAside() const; // what is there; may be ticked where a recovery finds something

    void setLooking();
    void setPreflight(const Preflight &preflight);
    void setFailed(); // the dialog's banner says why
    const QList<Plan> &plans() const { return m_preflight.plans; }

    QString name() const override;
    QString title() const override;
    QString question() const override;
    bool isComplete() const override { return !m_preflight.plans.isEmpty(); }

signals:
    void lookRequested();

protected:
    void retranslate() override;

private:
    void chooseImages();

    Kind m_kind;
    bool m_looking = false;
    Route m_route;
    Preflight m_preflight;
    std::unique_ptr<Ui::PreflightPage> m_ui;
};

} // namespace Lifeboat
