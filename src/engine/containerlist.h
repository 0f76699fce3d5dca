#pragma once

#include "base/result.h"
#include "base/shellcommand.h"
#include "model/hostfacts.h"

namespace Lifeboat {

// One line of docker's answer: a container and the compose project that it belongs to.
struct ListedContainer
{
    ServiceFacts service;
    QString project;
    QString directory;
    QStringList files;
    QHash<QString, QString> environment; // only of the names that are asked for
};

struct ListedProject
{
    QString name;
    QString directory;
    QStringList files;
    QList<ServiceFacts> services;
    QHash<QString, QString> variant;
};

// Asks for single fields and single variables: docker inspect as a whole prints every secret.
ShellCommand listContainers();
QList<ListedContainer> parseContainers(const QByteArray &answer);

// The project in this directory, else the only one, else the only one that has BK-Lite's server.
Result<ListedProject> chooseProject(const QList<ListedContainer> &containers,
                                    const QString &directory);

// Succeeds when the image brings the extension vector; works on a stopped container too.
ShellCommand findVector(const ServiceFacts &service);

ShellCommand listImages();
QList<ImageFacts> parseImages(const QByteArray &answer);

QHash<QString, qint64> parseVolumeSizes(const QByteArray &answer); // "NAME 46.2MB" a line
qint64 freeBytesOf(const QByteArray &df); // of `df -Pk`; -1 when it cannot be read

} // namespace Lifeboat
