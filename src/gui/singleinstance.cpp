#include "gui/singleinstance.h"

#include <QCryptographicHash>
#include <QLocalServer>
#include <QLocalSocket>

#include <memory>

using namespace Qt::StringLiterals;

namespace Lifeboat {

SingleInstance::SingleInstance(const QString &place, QObject *parent)
    : QObject(parent)
    , m_server(new QLocalServer(this))
{
    const QByteArray hash = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256);
    const QString name = u"lifeboat-"_s + QString::fromLatin1(hash.toHex().left(16));
    m_isFirst = !askOther(name);
    if (!m_isFirst)
        return;
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (const std::unique_ptr<QLocalSocket> other{m_server->nextPendingConnection()})
            emit shown();
    });
    QLocalServer::removeServer(name); // of one that was killed: nobody answered
    m_server->listen(name);
}

bool SingleInstance::askOther(const QString &name) const
{
    static constexpr int MostMilliseconds = 1000;
    QLocalSocket socket;
    socket.connectToServer(name);
    return socket.waitForConnected(MostMilliseconds);
}

} // namespace Lifeboat
