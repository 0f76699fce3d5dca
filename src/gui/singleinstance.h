#pragma once

#include <QObject>

class QLocalServer;

namespace Lifeboat {

// One window a user and a set of settings: a second program asks the first to show itself, and
// ends. Where no socket can be made each program stands alone.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    // `place`: what is not to be used twice, such as the folder of the settings.
    explicit SingleInstance(const QString &place, QObject *parent = nullptr);

    // False: another runs, and has been asked to show itself. Waits a second for it at most.
    bool isFirst() const { return m_isFirst; }

signals:
    void shown(); // another was started

private:
    bool askOther(const QString &name) const;

    QLocalServer *m_server;
    bool m_isFirst = true;
};

} // namespace Lifeboat
