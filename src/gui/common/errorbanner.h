#pragma once

#include "base/result.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Lifeboat {

class IconLabel;

// What failed, at the top of the page concerned: message, hint, and the tool's own words folded.
// One at a time, further ones are counted. Stays until it is closed by hand or solved, which is
// the caller's to say with clear(). A Cancelled error is told quietly, as something wanted.
class ErrorBanner : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorBanner(QWidget *parent = nullptr);

    void setErrors(const QList<Error> &errors); // replaces; the same ones again change nothing
    void setError(const Error &error) { setErrors({error}); }
    void clear() { setErrors({}); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QList<Error> m_errors;
    IconLabel *m_icon;
    QLabel *m_message;
    QLabel *m_hint;
    QPushButton *m_details;
    QPushButton *m_close;
    QPlainTextEdit *m_detail;
};

} // namespace Lifeboat
