#include "engine/stepworker.h"

#include "base/sealing.h"
#include "components/component.h"
#include "engine/earlierobjects.h"
#include "engine/hosterror.h"
#include "engine/objecttransfer.h"
#include "engine/transfer.h"
#include "remote/remotesession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

// A sealed artifact is in memory as a whole, two or three times.
constexpr qsizetype MostSealedBytes = 64 * 1024 * 1024;

Error tooLargeToSeal(const QString &file)
{
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 would take more than %2: that much is not sealed."),
             {file, ByteCount{MostSealedBytes}}},
            {QT_TRANSLATE_NOOP("Text", "Look for large files among what it saves, and move them "
                                       "elsewhere."),
             {}},
            {}};
}

class Performer
{
public:
    Performer(const Step &step, RunState &state, const CancelToken &cancel)
        : m_step(step)
        , m_state(state)
        , m_cancel(cancel)
        , m_meter(step, state.sink)
    {
    }

    StepOutcome perform()
    {
        const Result<> done =
            m_cancel.isCancelled()
                ? Result<>(cancelled())
                : std::visit([this](const auto &action) { return act(action); }, m_step.action);
        if (!done)
            m_outcome.error = explained(done.error(), m_step);
        return m_outcome;
    }

private:
    Result<> act(const RunCommand &action);
    Result<> act(const CaptureOutput &action);
    Result<> act(const FeedArtifact &action);
    Result<> act(const ReadBack &action);
    Result<> act(const LockTables &action);
    Result<> act(const ExportSnapshot &action);
    Result<> act(const ReleaseSnapshot &action);
    Result<> act(const TakeFingerprint &action);
    Result<> act(const ReadFingerprint &action);
    Result<> act(const FetchObjects &action);
    Result<> act(const PutObjects &action);
    Result<> act(const CompareObjects &action);
    Result<> act(const GuardianStep &action);
    Result<> act(const PointOfNoReturn &action);

    CommandOptions options() const;
    Result<> runOnHost(const ShellCommand &command, const CommandOptions &options);
    Result<QByteArray> readWhole(ProvenReader &reader, const Artifact &artifact) const;
    ObjectTask objectTask(const ObjectServer &server);
    Artifact asWritten(const Artifact &artifact) const;
    Result<> note(const Fingerprint &taken, const std::optional<Fingerprint> &expected,
                  const Text &different);

    const Step &m_step;
    RunState &m_state;
    const CancelToken &m_cancel;
    StepMeter m_meter;
    StepOutcome m_outcome;
};

CommandOptions Performer::options() const
{
    const std::lock_guard lock(m_state.mutex);
    CommandOptions options;
    options.quietLimit = m_step.quietLimit;
    options.cancel = m_cancel;
    options.values = m_state.values;
    options.progress = [this](QByteArrayView text) -> Result<> {
        m_state.sink(StepOutput{m_step.id, QString::fromUtf8(text)});
        return {};
    };
    return options;
}

Result<> Performer::runOnHost(const ShellCommand &command, const CommandOptions &options)
{
    const Result<std::shared_ptr<RemoteSession>> session = m_state.tools.host.session(m_cancel);
    return session ? (*session)->run(command, options) : Result<>(session.error());
}

// The plan of a backup is made before its artifacts: size and hash are known since they were
// written.
Artifact Performer::asWritten(const Artifact &artifact) const
{
    const std::lock_guard lock(m_state.mutex);
    for (const Artifact &written : m_state.execution.artifacts.value(m_step.component)) {
        if (written.file == artifact.file)
            return written;
    }
    return artifact;
}

Result<> Performer::act(const RunCommand &action)
{
    CommandOptions options = this->options();
    QByteArray printed;
    options.output = [&](QByteArrayView text) -> Result<> {
        if (!action.variable.isEmpty())
            printed += text;
        return options.progress(text);
    };
    const Result<> ran = runOnHost(action.command, options);
    if (ran && !action.variable.isEmpty()) {
        const std::lock_guard lock(m_state.mutex);
        m_state.values.insert(action.variable, QString::fromUtf8(printed.trimmed()));
    }
    return ran;
}

Result<> Performer::act(const CaptureOutput &action)
{
    Result<std::unique_ptr<ArtifactWriter>> writer = m_state.tools.store->create(action.artifact);
    if (!writer)
        return writer.error();
    const bool isSealed = action.artifact.isSealed();
    QByteArray plain; // of a sealed one: all of it
    StreamEnds ends;
    CommandOptions options = this->options();
    options.output = [&](QByteArrayView data) -> Result<> {
        ends.add(data);
        m_meter.add(data.size());
        if (!isSealed)
            return (*writer)->write(data);
        if (plain.size() + data.size() > MostSealedBytes)
            return tooLargeToSeal(action.artifact.file);
        plain += data;
        return {};
    };
    if (const Result<> ran = runOnHost(action.command, options); !ran)
        return ran;
    if (const Result<> whole = ends.check(action.artifact.file, action.magic, action.trailer);
        !whole)
        return whole;
    if (isSealed) {
        const Result<QByteArray> sealed = seal(plain, m_state.tools.passphrase);
        if (!sealed)
            return sealed.error();
        if (const Result<> wrote = (*writer)->write(*sealed); !wrote)
            return wrote;
    }
    const Result<Artifact> written = (*writer)->commit(m_cancel);
    m_outcome.spent += (*writer)->spent();
    if (!written)
        return written.error();
    m_outcome.bytes = written->bytes;
    const std::lock_guard lock(m_state.mutex);
    m_state.execution.artifacts[m_step.component] << *written;
    return {};
}

// The hash first: an artifact that is damaged is told from a passphrase that is wrong.
Result<QByteArray> Performer::readWhole(ProvenReader &reader, const Artifact &artifact) const
{
    QByteArray content;
    while (true) {
        if (m_cancel.isCancelled())
            return cancelled();
        const Result<QByteArray> block = reader.read(TransferBlock);
        if (!block)
            return block;
        if (block->isEmpty())
            break;
        content += *block;
        if (content.size() > 2 * MostSealedBytes)
            return tooLargeToSeal(artifact.file);
    }
    if (const Result<> whole = reader.check(); !whole)
        return whole.error();
    return content;
}

// The hash is known only with the last byte, so the far end may have taken all of a damaged file
// when it is found out. That harms nothing: what it made of it is dropped with the failed step.
Result<> Performer::act(const FeedArtifact &action)
{
    Result<ProvenReader> reader =
        ProvenReader::open(*m_state.tools.store, asWritten(action.artifact));
    if (!reader)
        return reader.error();
    const bool isSealed = action.artifact.isSealed();
    QByteArray opened; // of a sealed one: all of it
    qsizetype given = 0;
    if (isSealed) {
        const Result<QByteArray> sealed = readWhole(*reader, action.artifact);
        if (!sealed)
            return sealed.error();
        const Result<QByteArray> plain = unseal(*sealed, m_state.tools.passphrase);
        if (!plain)
            return plain.error();
        opened = *plain;
    }
    CommandOptions options = this->options();
    options.output = options.progress;
    options.input = [&](qsizetype limit) -> Result<QByteArray> {
        Result<QByteArray> block = isSealed
                                       ? opened.sliced(given, qMin(limit, opened.size() - given))
                                       : reader->read(limit);
        if (isSealed)
            given += block->size();
        if (block)
            m_meter.add(block->size());
        return block;
    };
    const Result<> ran = runOnHost(action.command, options);
    if (!isSealed && (ran || ran.error().kind == Error::Kind::CommandFailed)) {
        // The tool's complaint about a damaged file is less clear than ours.
        if (const Result<> whole = reader->checkRest(m_cancel); !whole)
            return whole;
    }
    m_outcome.bytes = m_meter.bytes();
    m_outcome.spent += reader->spent();
    return ran;
}

Result<> Performer::act(const ReadBack &action)
{
    Result<ProvenReader> reader =
        ProvenReader::open(*m_state.tools.store, asWritten(action.artifact));
    if (!reader)
        return reader.error();
    while (true) {
        if (m_cancel.isCancelled())
            return cancelled();
        const Result<QByteArray> block = reader->read(TransferBlock);
        if (!block)
            return block.error();
        if (block->isEmpty())
            break;
        m_meter.add(block->size());
    }
    m_outcome.bytes = m_meter.bytes();
    m_outcome.spent += reader->spent();
    if (const Result<> whole = reader->check(); !whole)
        return whole;
    return reader->ends().check(action.artifact.file, action.magic, action.trailer);
}

Result<> Performer::act(const LockTables &action)
{
    LapClock clock;
    const Result<> locked = m_state.snapshots.lock(action, m_cancel);
    m_outcome.spent.waiting += clock.lap();
    return locked;
}

Result<> Performer::act(const ExportSnapshot &action)
{
    const Result<QString> id = m_state.snapshots.exportSnapshot(action, m_cancel);
    if (!id)
        return id.error();
    const std::lock_guard lock(m_state.mutex);
    m_state.values.insert(action.variable, *id);
    return {};
}

Result<> Performer::act(const ReleaseSnapshot &action)
{
    m_state.snapshots.release(action.variable);
    return {};
}

Result<> Performer::act(const GuardianStep &action)
{
    const std::lock_guard lock(m_state.guardianMutex);
    return m_state.guardian->go(action.file, m_step.quietLimit);
}

Result<> Performer::act(const PointOfNoReturn &)
{
    const std::lock_guard lock(m_state.guardianMutex);
    return m_state.guardian->pointOfNoReturn();
}

Result<> Performer::act(const TakeFingerprint &action)
{
    const Result<Fingerprint> taken = m_state.snapshots.fingerprint(
        action, m_cancel, [this](qint64 done, qint64 of) { m_meter.show(done, of); });
    if (!taken)
        return taken.error();
    return note(
        *taken, action.expected,
        {QT_TRANSLATE_NOOP("Text", "Database “%1” is not what the point says: %n things differ."),
         {action.database.database}});
}

Result<> Performer::act(const ReadFingerprint &action)
{
    QByteArray printed;
    CommandOptions options = this->options();
    options.output = [&printed](QByteArrayView data) -> Result<> {
        printed += data;
        return {};
    };
    if (const Result<> ran = runOnHost(action.command, options); !ran)
        return ran;
    const Result<Fingerprint> taken = component(m_step.component)->read(printed);
    if (!taken)
        return taken.error();
    return note(*taken, action.expected,
                {QT_TRANSLATE_NOOP("Text", "%1 is not what the point says: %n things differ."),
                 {m_step.component}});
}

ObjectTask Performer::objectTask(const ObjectServer &server)
{
    return {.host = m_state.tools.host,
            .probe = m_state.tools.objects,
            .server = server,
            .cancel = m_cancel,
            .carried = [this](qint64 bytes) { m_meter.add(bytes); }};
}

Result<> Performer::act(const FetchObjects &action)
{
    Result<std::unique_ptr<ArtifactWriter>> archive = m_state.tools.store->create(action.archive);
    if (!archive)
        return archive.error();
    Result<std::unique_ptr<ArtifactWriter>> listing = m_state.tools.store->create(action.listing);
    if (!listing)
        return listing.error();
    EarlierObjects earlier;
    if (action.earlierListing) {
        Result<ProvenReader> before =
            ProvenReader::open(*m_state.tools.store, *action.earlierListing);
        if (!before)
            return before.error();
        Result<EarlierObjects> read = EarlierObjects::read(*before, action.earlierListing->point);
        if (!read) {
            Error error = read.error();
            error.hint = {QT_TRANSLATE_NOOP("Text", "Back up with --full: then nothing of the "
                                                    "earlier point is needed."),
                          {}};
            return error;
        }
        earlier = std::move(*read);
    }
    const Result<Fingerprint> taken =
        fetchObjects(objectTask(action.server), earlier, **archive, **listing);
    if (!taken)
        return taken.error();
    for (ArtifactWriter *writer : {archive->get(), listing->get()}) {
        const Result<Artifact> written = writer->commit(m_cancel);
        m_outcome.spent += writer->spent();
        if (!written)
            return written.error();
        m_outcome.bytes += written->bytes;
        const std::lock_guard lock(m_state.mutex);
        m_state.execution.artifacts[m_step.component] << *written;
    }
    return note(*taken, {}, {});
}

Result<> Performer::act(const PutObjects &action)
{
    ObjectArchives archives;
    for (const Artifact &artifact : QList<Artifact>{action.archive} + action.earlier) {
        Result<ProvenReader> archive = ProvenReader::open(*m_state.tools.store, artifact);
        if (!archive)
            return archive.error();
        archives.emplace(artifact.point.toUtf8(), std::move(*archive));
    }
    Result<ProvenReader> listing = ProvenReader::open(*m_state.tools.store, action.listing);
    if (!listing)
        return listing.error();
    const Result<> put = putObjects(objectTask(action.server), archives, *listing);
    m_outcome.bytes = m_meter.bytes();
    m_outcome.spent += listing->spent();
    for (const auto &[point, archive] : archives)
        m_outcome.spent += archive.spent();
    return put;
}

Result<> Performer::act(const CompareObjects &action)
{
    const Result<Fingerprint> found = countObjects(objectTask(action.server));
    if (!found)
        return found.error();
    return note(*found, action.expected,
                {QT_TRANSLATE_NOOP("Text", "%1 is not what the point says: %n things differ."),
                 {m_step.component}});
}

// Every fingerprint belongs to the component's; one that is expected is also compared.
Result<> Performer::note(const Fingerprint &taken, const std::optional<Fingerprint> &expected,
                         const Text &different)
{
    {
        const std::lock_guard lock(m_state.mutex);
        m_state.execution.fingerprints[m_step.component].entries.insert(taken.entries);
        if (expected)
            m_state.execution.comparisons[m_step.component].add({*expected, taken});
    }
    if (!expected)
        return {};
    m_outcome.differences = expected->differencesFrom(taken);
    if (m_outcome.differences.isEmpty())
        return {};
    Text message = different;
    message.args << qint64(m_outcome.differences.size());
    return Error{
        Error::Kind::Corrupt,
        message,
        {QT_TRANSLATE_NOOP("Text", "Look at the differences; nothing in service was changed."), {}},
        m_outcome.differences.first().what};
}

} // namespace

StepOutcome performStep(const Step &step, RunState &state, const CancelToken &cancel)
{
    return Performer(step, state, cancel).perform();
}

} // namespace Lifeboat
