#pragma once

#include "support/testhosts.h"

#include <optional>

namespace Lifeboat {

// A host of a variant that is raised beside those of the run, h5 unless it is named, and taken down
// with this object.
class RaisedHost
{
public:
    RaisedHost(const TestHosts &hosts, const QStringList &options,
               const QString &name = QStringLiteral("h5"));
    ~RaisedHost();
    Q_DISABLE_COPY(RaisedHost)

    bool isUp() const { return !m_facts.isEmpty(); }
    const QJsonObject &facts() const { return m_facts; }

    bool seed(const QStringList &options = {}) const;
    bool fault(const QString &what, const QStringList &arguments = {}) const;
    QByteArray inside(const QString &script) const { return m_hosts.inside(m_facts, script); }
    QByteArray digest(const QStringList &options = {}) const;
    // What a run may not leave behind: databases of ours, its containers, commands, the lock.
    QByteArray leftovers() const;

private:
    const TestHosts &m_hosts;
    const QString m_name;
    QJsonObject m_facts;
};

} // namespace Lifeboat
