#include "gui/runs/stepmodel.h"

#include "gui/common/format.h"
#include "gui/common/look.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype KeptLines = 200; // all of them are in the journal

struct StepModel::Node
{
    PlannedStep step;
    bool isCommand = false;
    bool isGroup = false;
    Node *parent = nullptr;
    int row = 0;
    Node *next = nullptr; // of a later plan, with the same id
    std::vector<std::unique_ptr<Node>> children;

    Status status = Status::Waiting;
    QDateTime started;
    double seconds = -1;
    qint64 bytes = -1;
    qint64 expected = -1;
    double rate = 0;
    QStringList lines;
    QList<Difference> differences;
    std::optional<Error> error;
};

StepModel::StepModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

StepModel::~StepModel() = default;

void StepModel::setSteps(const QList<PlannedStep> &steps)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_byId.clear();
    m_guardian = nullptr;
    m_running = nullptr;
    build(m_root.get(), steps);
    endResetModel();
}

void StepModel::addSteps(const QList<PlannedStep> &steps)
{
    Node further;
    build(&further, steps);
    if (further.children.empty())
        return;
    const int first = int(m_root->children.size());
    beginInsertRows({}, first, first + int(further.children.size()) - 1);
    for (auto &child : further.children) {
        child->parent = m_root.get();
        child->row = int(m_root->children.size());
        m_root->children.push_back(std::move(child));
    }
    endInsertRows();
}

void StepModel::build(Node *root, const QList<PlannedStep> &steps)
{
    const auto add = [](Node *parent, const PlannedStep &step) {
        parent->children.push_back(std::make_unique<Node>());
        Node *node = parent->children.back().get();
        node->step = step;
        node->expected = step.expectedBytes;
        node->parent = parent;
        node->row = int(parent->children.size()) - 1;
        return node;
    };
    for (qsizetype i = 0; i < steps.size();) {
        qsizetype end = i + 1;
        while (end < steps.size() && steps.at(end).lane == steps.at(i).lane)
            ++end;
        Node *parent = root;
        if (end - i > 1 && !steps.at(i).lane.isEmpty()) {
            parent = add(parent, {.title = laneTitle(steps.at(i).lane)});
            parent->isGroup = true;
        }
        if (steps.at(i).lane == "guardian")
            parent->status = Status::Absent; // a list, nothing that runs by itself
        for (; i < end; ++i) {
            Node *node = add(parent, steps.at(i));
            if (steps.at(i).lane == "guardian")
                node->status = Status::Absent;
            add(node, steps.at(i))->isCommand = true;
            Node **place = &m_byId[steps.at(i).id];
            while (*place)
                place = &(*place)->next;
            *place = node;
        }
    }
}

StepModel::Node *StepModel::append(Node *parent, const PlannedStep &step, bool withCommand)
{
    const int row = int(parent->children.size());
    beginInsertRows(parent == m_root.get() ? QModelIndex() : indexFor(parent), row, row);
    auto node = std::make_unique<Node>();
    node->step = step;
    node->parent = parent;
    node->row = row;
    if (withCommand) {
        node->children.push_back(std::make_unique<Node>());
        node->children.back()->step = step;
        node->children.back()->isCommand = true;
        node->children.back()->parent = node.get();
    }
    parent->children.push_back(std::move(node));
    endInsertRows();
    return parent->children.back().get();
}

StepModel::Node *StepModel::nodeOf(const QByteArray &step)
{
    if (Node *node = m_byId.value(step))
        return node;
    Node *node =
        append(m_root.get(), {.id = step, .title = {"%1", {QString::fromUtf8(step)}}}, true);
    m_byId.insert(step, node);
    return node;
}

// A step that has ended does not begin again: what begins is that of the next plan.
StepModel::Node *StepModel::nextOf(const QByteArray &step)
{
    Node *node = nodeOf(step);
    while (node->next && node->status != Status::Waiting && node->status != Status::Running)
        node = node->next;
    m_byId.insert(step, node);
    return node;
}

struct StepModel::Applier
{
    StepModel &model;
    QDateTime now;

    void operator()(const StepStarted &event)
    {
        Node *node = model.nextOf(event.step);
        node->status = Status::Running;
        node->started = now;
        // An order to the guardian keeps the script that it stands for.
        if (!event.command.isEmpty() && !event.command.startsWith("go "_L1))
            node->step.command = event.command;
        model.m_running = node;
        model.changed(node);
    }
    void operator()(const StepProgress &event)
    {
        Node *node = model.nodeOf(event.step);
        node->bytes = event.bytes;
        if (event.expected > 0)
            node->expected = event.expected;
        if (const double seconds = double(node->started.msecsTo(now)) / 1000; seconds > 1)
            node->rate = double(event.bytes) / seconds;
        model.changed(node);
    }
    void operator()(const StepOutput &event)
    {
        Node *node = model.nodeOf(event.step);
        node->lines << event.text.split(u'\n', Qt::SkipEmptyParts);
        if (node->lines.size() > KeptLines)
            node->lines.remove(0, node->lines.size() - KeptLines); // cheap at the front
        model.changed(node);
    }
    void operator()(const StepFinished &event)
    {
        Node *node = model.nodeOf(event.step);
        const bool cancelled = event.error && event.error->kind == Error::Kind::Cancelled;
        node->status = !event.error ? Status::Ok : cancelled ? Status::Cancelled : Status::Failed;
        node->seconds = event.seconds;
        if (event.bytes > 0)
            node->bytes = event.bytes;
        node->rate =
            event.bytes > 0 && event.seconds > 0.5 ? double(event.bytes) / event.seconds : 0;
        node->differences = event.differences;
        node->error = event.error;
        if (model.m_running == node)
            model.m_running = nullptr;
        model.changed(node);
    }
    void operator()(const StepSkipped &event)
    {
        Node *node = model.nextOf(event.step);
        node->status = Status::Skipped;
        model.changed(node);
    }
    void operator()(const GuardianEvent &event)
    {
        if (!model.m_guardian) {
            model.m_guardian = model.append(
                model.m_root.get(),
                {.title = {QT_TRANSLATE_NOOP("Text", "What the guardian on the host says"), {}}},
                false);
            model.m_guardian->status = Status::Absent;
        }
        model.append(model.m_guardian, {.title = {"%1", {event.text}}}, false)->status =
            Status::Absent;
    }
    void operator()(const Notice &event)
    {
        model.append(model.m_root.get(), {.title = event.text}, false)->status = Status::Warning;
    }
};

void StepModel::apply(const QList<RunEvent> &events, const QDateTime &now)
{
    Applier applier{*this, now};
    for (const RunEvent &event : events)
        std::visit(applier, event);
    // A tool may say thousands of lines at once: each row is told of once.
    for (Node *node : std::exchange(m_changed, {}))
        tell(node);
}

void StepModel::tick(const QDateTime &now)
{
    for (Node *node : std::as_const(m_byId)) {
        if (node->status != Status::Running)
            continue;
        node->seconds = double(node->started.msecsTo(now)) / 1000;
        emit dataChanged(indexFor(node), indexFor(node, ColumnCount - 1));
    }
}

void StepModel::endReplay()
{
    for (Node *node : std::as_const(m_byId)) {
        if (node->status != Status::Running)
            continue;
        node->status = Status::Interrupted;
        changed(node);
    }
    m_running = nullptr;
}

// A group shows the worst of what it holds; it is done when all of it is.
static Status groupStatus(const std::vector<Status> &parts)
{
    const auto has = [&parts](Status status) { return std::ranges::count(parts, status) > 0; };
    for (const Status status :
         {Status::Failed, Status::Interrupted, Status::Cancelled, Status::Running}) {
        if (has(status))
            return status;
    }
    if (!has(Status::Waiting))
        return has(Status::Ok) ? Status::Ok : Status::Skipped;
    return has(Status::Ok) ? Status::Running : Status::Waiting;
}

void StepModel::changed(Node *node)
{
    m_changed.insert(node);
}

void StepModel::tell(Node *node)
{
    emit dataChanged(indexFor(node), indexFor(node, ColumnCount - 1));
    if (!node->children.empty() && node->children.back()->isCommand) {
        const QModelIndex command = indexFor(node->children.back().get());
        emit dataChanged(command, command);
    }
    if (!node->parent->isGroup)
        return;
    std::vector<Status> parts;
    for (const auto &child : node->parent->children)
        parts.push_back(child->status);
    node->parent->status = groupStatus(parts);
    emit dataChanged(indexFor(node->parent), indexFor(node->parent, ColumnCount - 1));
}

void StepModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    tellAll(*m_root);
}

void StepModel::tellAll(const Node &node)
{
    if (node.children.empty())
        return;
    emit dataChanged(indexFor(node.children.front().get()),
                     indexFor(node.children.back().get(), ColumnCount - 1));
    for (const auto &child : node.children)
        tellAll(*child);
}

QModelIndex StepModel::indexFor(const Node *node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, column, node);
}

QModelIndex StepModel::indexOf(const QByteArray &step) const
{
    const Node *node = m_byId.value(step);
    return node ? indexFor(node) : QModelIndex();
}

QModelIndex StepModel::runningStep() const
{
    return m_running ? indexFor(m_running) : QModelIndex();
}

QModelIndex StepModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node =
        parent.isValid() ? static_cast<Node *>(parent.internalPointer()) : m_root.get();
    if (row < 0 || row >= int(node->children.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, node->children.at(size_t(row)).get());
}

QModelIndex StepModel::parent(const QModelIndex &child) const
{
    const Node *up =
        child.isValid() ? static_cast<Node *>(child.internalPointer())->parent : nullptr;
    return !up || up == m_root.get() ? QModelIndex() : createIndex(up->row, 0, up);
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Node *node =
        parent.isValid() ? static_cast<Node *>(parent.internalPointer()) : m_root.get();
    return int(node->children.size());
}

int StepModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

// What the step said: its lines, what differed, and why it failed.
QString StepModel::output(const Node &node) const
{
    QStringList text = node.lines;
    for (const Difference &difference : node.differences)
        text << tr("%1: expected %2, found %3")
                    .arg(difference.what, difference.expected, difference.found);
    if (node.error) {
        text << node.error->message.toString();
        if (!node.error->detail.isEmpty())
            text << node.error->detail.trimmed();
    }
    return text.join(u'\n');
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *static_cast<Node *>(index.internalPointer());
    switch (role) {
    case IsCommandRole:
        return node.isCommand;
    case CommandRole:
        return node.isCommand ? node.parent->step.command : node.step.command;
    case OutputRole:
        return output(node.isCommand ? *node.parent : node);
    case StatusRole:
        return int(node.status);
    case ShareRole:
        return node.expected > 0 && node.bytes >= 0 ? double(node.bytes) / double(node.expected)
                                                    : -1.0;
    case Qt::TextAlignmentRole:
        return int((index.column() == Step ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == Step && !node.isCommand ? QVariant(node.step.title.toString())
                                                         : QVariant();
    case Qt::AccessibleTextRole:
        if (index.column() == Step && node.isCommand)
            return node.parent->step.command;
        if (index.column() == Step && node.status != Status::Absent)
            return tr("%1, %2").arg(node.step.title.toString(), statusWord(node.status));
        return cell(node, index.column());
    case Qt::DisplayRole:
        return node.isCommand ? QVariant() : cell(node, index.column());
    }
    return {};
}

QVariant StepModel::cell(const Node &node, int column) const
{
    switch (column) {
    case Step:
        return node.step.title.toString();
    case Time:
        return node.seconds < 0 ? QString() : Format::duration(int(node.seconds));
    case Bytes:
        if (node.bytes < 0 || node.step.isQuery)
            return {};
        return node.expected > 0 && node.status == Status::Running
                   ? tr("%1 of %2").arg(Format::size(node.bytes), Format::size(node.expected))
                   : Format::size(node.bytes);
    case Rate:
        return node.rate > 0 && !node.step.isQuery ? Format::rate(node.rate) : QString();
    }
    return {};
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Step ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Step:
        return tr("Step");
    case Time:
        return tr("Time");
    case Bytes:
        return tr("Bytes");
    case Rate:
        return tr("Rate");
    }
    return {};
}

} // namespace Lifeboat
