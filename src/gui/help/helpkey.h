#pragma once

#include <QObject>

namespace Lifeboat {

// F1 wherever one is in the program, in a dialog that covers the window too.
class HelpKey : public QObject
{
    Q_OBJECT

public:
    explicit HelpKey(QObject *parent = nullptr); // watches the application

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void asked(const QString &chapter); // of where it was pressed; empty: of none
};

} // namespace Lifeboat
