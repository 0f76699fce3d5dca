#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMap>

namespace Lifeboat {

struct ObjectRequest;

struct ObjectCredentials
{
    QByteArray user;
    QByteArray password;
};

// The headers that sign a request by AWS Signature Version 4, those of the request among them, and
// its host. Made here and not by libcurl, because 7.88 signs some requests wrongly and takes the
// desktop's clock, which the server does not accept when it is wrong by a quarter of an hour.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
QMap<QByteArray, QByteArray> signedHeaders(const ObjectRequest &request, const QByteArray &host,
                                           const ObjectCredentials &credentials,
                                           const QDateTime &time);

} // namespace Lifeboat
