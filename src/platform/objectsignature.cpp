#include "platform/objectsignature.h"

#include "base/sha256.h"
#include "remote/objectprobe.h"

#include <QMessageAuthenticationCode>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QByteArray Algorithm = "AWS4-HMAC-SHA256"_ba;
static const QByteArray Region =
    "us-east-1"_ba; // MinIO's own; it takes it when it has another, too

static QByteArray keyed(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QMap<QByteArray, QByteArray> signedHeaders(const ObjectRequest &request, const QByteArray &host,
                                           const ObjectCredentials &credentials,
                                           const QDateTime &time)
{
    const QByteArray stamp = time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
    const QByteArray scope = stamp.first(8) + '/' + Region + "/s3/aws4_request";
    // The body is not signed: it is streamed, and what arrived is compared by its ETag.
    QMap<QByteArray, QByteArray> headers = request.headers;
    headers.insert("host", host);
    headers.insert("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    headers.insert("x-amz-date", stamp);
    QByteArray lines;
    for (auto it = headers.cbegin(); it != headers.cend(); ++it)
        // MinIO takes every white space of Unicode for one.
        lines += it.key() + ':' + QString::fromUtf8(it.value()).simplified().toUtf8() + '\n';
    const QByteArray names = headers.keys().join(';');
    const QByteArray canonical = request.method + '\n' + request.path + '\n' + request.query + '\n'
                                 + lines + '\n' + names + "\nUNSIGNED-PAYLOAD";
    const QByteArray toSign =
        Algorithm + '\n' + stamp + '\n' + scope + '\n' + Sha256::ofData(canonical);
    QByteArray key = "AWS4" + credentials.password;
    for (const QByteArray &part : scope.split('/'))
        key = keyed(key, part);
    headers.insert("authorization", Algorithm + " Credential=" + credentials.user + '/' + scope
                                        + ", SignedHeaders=" + names
                                        + ", Signature=" + keyed(key, toSign).toHex());
    return headers;
}

} // namespace Lifeboat
