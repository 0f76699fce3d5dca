#pragma once

#include <QObject>

namespace Lifeboat {

// Style, fonts and palette of the program. Lives in the main thread beside the application.
class Appearance : public QObject
{
    Q_OBJECT

public:
    Appearance(); // takes the style over, before the first window

    // "light", "dark", or empty for what the system shows.
    void set(const QString &name);
    QString name() const { return m_name; }

private:
    bool systemIsDark() const;
    void apply();

    QString m_name;
    bool m_startedDark;
};

} // namespace Lifeboat
