#pragma once

#include "base/text.h"

#include <QString>

#include <utility>
#include <variant>

namespace Lifeboat {

// What failed, for whom it matters, and what to do about it. An error is a value: it travels in
// events, journals and manifests and is shown once.
struct Error
{
    enum class Kind { // the names are those of the command line's JSON
        Cancelled,
        TimedOut,
        Unreachable,
        HostKeyUnknown, // detail is the fingerprint; the operator may decide to trust it
        HostKeyChanged, // or revoked; never offered as a simple "continue"
        Denied,
        CommandFailed,
        Storage,
        NoSpace,
        Corrupt,
        Invalid,
        NotFound,
        Usage,
        Busy,
        Interrupted
    };

    Kind kind = Kind::Invalid;
    Text message;   // what failed
    Text hint;      // what the operator can do about it; empty when nothing sensible can be said
    QString detail; // the tool's own words, never translated

    QJsonObject toJson() const;   // kind, message, hint, detail in English, for the command line
    QJsonObject toRecord() const; // the same, translatable again, for journals and manifests
    static Error fromRecord(const QJsonObject &json);

    bool operator==(const Error &) const = default;
};

QString kindName(Error::Kind kind);

// A value or the Error that prevented it. The names are those of C++23's std::expected, which
// this type gives way to when the compilers we support have it.
template <typename T = void>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T &operator*() { return std::get<0>(m_state); }
    const T &operator*() const { return std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const T *operator->() const { return &std::get<0>(m_state); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_state(std::move(error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<std::monostate, Error> m_state;
};

Error cancelled(); // what every cancelled call returns

} // namespace Lifeboat
