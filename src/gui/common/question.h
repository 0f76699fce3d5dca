#pragma once

#include "base/text.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace Lifeboat {

class TypedName;

// A question before a deed: what happens, what stays, how to go back. The harmless button is the
// default one; Enter never confirms a deed. With a name set, it must be typed exactly; a wrong one
// says nothing and keeps the button off. Shown with open(); deletes itself when closed.
class Question : public QDialog
{
    Q_OBJECT

public:
    struct Words
    {
        Text title;            // the question, with the host's name
        Text body;             // at most three short sentences
        Text yes;              // the verb
        Text no;               // empty: "Cancel"
        bool harmless = false; // what it begins changes nothing that stays
    };

    explicit Question(const Words &words, QWidget *parent);

    void setTypedName(const QString &name);

signals:
    void confirmed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();

    Words m_words;
    QLabel *m_title;
    QLabel *m_body;
    TypedName *m_name;
    QPushButton *m_yes;
    QPushButton *m_no;
};

} // namespace Lifeboat
