#pragma once

#include "gui/search/searchmodel.h"

#include <QDialog>

#include <memory>

namespace Lifeboat {

namespace Ui {
class SearchDialog;
}

// One field over everything: arrows choose, Enter does it, Escape leaves. Deletes itself when
// closed.
class SearchDialog : public QDialog
{
    Q_OBJECT

public:
    SearchDialog(const QList<Found> &all, QWidget *parent);
    ~SearchDialog() override;

    void add(const QList<Found> &more); // is found from now on as well

signals:
    void chosen(const Lifeboat::Found &found);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void handleFound();

    std::unique_ptr<Ui::SearchDialog> m_ui;
    SearchModel *m_model;
};

} // namespace Lifeboat
