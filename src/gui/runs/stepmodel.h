#pragma once

#include "gui/common/delegates.h"
#include "gui/common/status.h"
#include "gui/runs/plannedstep.h"
#include "model/runevent.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>

#include <memory>
#include <vector>

namespace Lifeboat {

// The steps of a plan or of a run, live or replayed: one model for all. A step's last child shows
// its command and what it said, folded until asked for. Events change rows in place or append
// some; a further plan of the same run appends its steps, only another run resets the model.
class StepModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Step, Time, Bytes, Rate, ColumnCount };
    enum Role { CommandRole = FirstFreeRole, OutputRole, IsCommandRole, ShareRole };

    explicit StepModel(QObject *parent = nullptr);
    ~StepModel() override;

    void setSteps(const QList<PlannedStep> &steps);
    void addSteps(const QList<PlannedStep> &steps); // ids may be those of steps that have ended
    // Events of the run in their order; `now` is when they came. In a replay the time is that of
    // the record, and a step that never ended was interrupted.
    void apply(const QList<RunEvent> &events, const QDateTime &now);
    void tick(const QDateTime &now); // running steps show their time
    void endReplay();                // what still runs in the record does not
    void retranslate();

    QModelIndex indexOf(const QByteArray &step) const;
    QModelIndex runningStep() const; // the one that began last and still runs

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    struct Applier;

    void build(Node *root, const QList<PlannedStep> &steps);
    Node *nodeOf(const QByteArray &step); // appended when the plan does not have it
    Node *nextOf(const QByteArray &step); // that begins now
    Node *append(Node *parent, const PlannedStep &step, bool withCommand);
    QModelIndex indexFor(const Node *node, int column = 0) const;
    void tellAll(const Node &node); // that its texts are others now
    void changed(Node *node);       // told of when all events of a call are in
    void tell(Node *node);          // the row, its command and its group
    QVariant cell(const Node &node, int column) const;
    QString output(const Node &node) const;

    std::unique_ptr<Node> m_root;
    QHash<QByteArray, Node *> m_byId; // of several with one id the one whose turn it is
    Node *m_guardian = nullptr;
    Node *m_running = nullptr;
    QSet<Node *> m_changed;
};

} // namespace Lifeboat
