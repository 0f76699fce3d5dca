#pragma once

#include "storage/vault.h"

#include <QDialog>

#include <memory>

class QStandardItemModel;

namespace Lifeboat {

namespace Ui {
class ArtifactsDialog;
}

// The files of one component of a point, also those of earlier points that it needs: name, size,
// hash, and the command that checks them without Lifeboat. Deletes itself when closed.
class ArtifactsDialog : public QDialog
{
    Q_OBJECT

public:
    ArtifactsDialog(const StoredPoint &point, const QString &component, QWidget *parent);
    ~ArtifactsDialog() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    QString command() const; // of a POSIX shell
    void retranslate();

    QString m_folder; // of the point
    ManifestComponent m_component;
    QStandardItemModel *m_files;
    std::unique_ptr<Ui::ArtifactsDialog> m_ui;
};

} // namespace Lifeboat
