#pragma once

#include "remote/netsocket.h"

#include <QList>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace Lifeboat {

struct AgentKey
{
    QByteArray blob; // the public key, decoded
    QString comment;

    QString type() const;
    QString fingerprint() const; // SHA256:…
};

// Stands between libssh and the user's SSH agent: shows it only the chosen keys, because each key
// that a server refuses is a failed attempt (six are allowed), and ends its endless waiting for an
// agent that asks the user first.
//
// A thread of its own answers; it ends with the object. Windows' agents speak over other channels
// and are not reached this way.
class AgentProxy
{
public:
    ~AgentProxy();

    // Error: no agent answers at this address. Asking for its keys takes 5 s at most.
    static Result<std::unique_ptr<AgentProxy>> connect(const QString &path,
                                                       const CancelToken &cancel);

    const QList<AgentKey> &keys() const { return m_keys; }

    // The descriptor for libssh, which closes it. Once an object.
    Result<int> start();

    // Which keys libssh sees when it asks the next time; none at first.
    void offer(const QList<AgentKey> &keys);

private:
    AgentProxy(NetSocket agent, CancelToken cancel);
    void serve();
    Result<> readKeys();
    std::optional<QByteArray> exchange(const QByteArray &message, std::chrono::seconds limit);
    std::optional<QByteArray> message(const NetSocket &socket, std::chrono::seconds limit) const;
    bool send(const NetSocket &socket, const QByteArray &message) const;

    NetSocket m_agent;
    NetSocket m_local;
    CancelToken m_cancel;
    QList<AgentKey> m_keys;
    std::mutex m_mutex; // of what is offered
    QList<AgentKey> m_offered;
    std::atomic_bool m_stop = false;
    std::thread m_thread;
};

} // namespace Lifeboat
