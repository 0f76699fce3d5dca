#include "storage/tarentry.h"

#include <numeric>

namespace Lifeboat {

static constexpr qint64 Block = 512;
static constexpr qsizetype LongestName = 100;
static constexpr qint64 LargestOctal = 0'77777777777; // eleven digits; 8 GiB - 1

static void put(QByteArray &block, qsizetype at, const QByteArray &text)
{
    block.replace(at, text.size(), text);
}

static QByteArray octal(qint64 value, int digits)
{
    return QByteArray::number(value, 8).rightJustified(digits, '0');
}

static QByteArray block(const QByteArray &name, qint64 bytes, qint64 seconds, char type)
{
    QByteArray header(Block, '\0');
    put(header, 0, name.left(LongestName));
    put(header, 100, "0000600");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, octal(qMin(bytes, LargestOctal), 11));
    put(header, 136, octal(qMax(seconds, qint64(0)), 11));
    put(header, 148, "        "); // counted as spaces
    header[156] = type;
    put(header, 257, QByteArray("ustar\00000", 8));
    const unsigned sum =
        std::accumulate(header.cbegin(), header.cend(), 0u, [](unsigned total, char byte) {
            return total + static_cast<unsigned char>(byte);
        });
    put(header, 148, octal(sum, 6) + QByteArray("\0 ", 2));
    return header;
}

// The record's length counts its own digits.
static QByteArray record(const QByteArray &key, const QByteArray &value)
{
    const QByteArray rest = ' ' + key + '=' + value + '\n';
    qsizetype length = rest.size();
    while (length != rest.size() + QByteArray::number(length).size())
        length = rest.size() + QByteArray::number(length).size();
    return QByteArray::number(length) + rest;
}

QByteArray tarHeader(const QByteArray &name, qint64 bytes, qint64 seconds)
{
    QByteArray records;
    if (name.size() > LongestName)
        records += record("path", name);
    if (bytes > LargestOctal)
        records += record("size", QByteArray::number(bytes));
    QByteArray header;
    if (!records.isEmpty())
        header = block("././@PaxHeader", records.size(), seconds, 'x') + records
                 + tarPadding(records.size());
    return header + block(name, bytes, seconds, '0');
}

QByteArray tarPadding(qint64 bytes)
{
    return QByteArray((Block - bytes % Block) % Block, '\0');
}

QByteArray tarEnd()
{
    return QByteArray(2 * Block, '\0');
}

qint64 tarSize(QByteArrayView header)
{
    const QByteArrayView field = header.sliced(124, 12);
    qint64 size = 0;
    if (uchar(field.front()) & 0x80) {
        for (const char byte : field.sliced(4))
            size = size << 8 | uchar(byte);
        return size;
    }
    for (const char digit : field) {
        if (digit >= '0' && digit <= '7')
            size = size << 3 | (digit - '0');
    }
    return size;
}

} // namespace Lifeboat
