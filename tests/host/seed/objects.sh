# Runs inside MinIO's container: bash -s MEBIBYTES. Small objects (kept inside their metadata) and larger ones (with a
# file), one of several parts; user metadata; a public bucket; one with versions and a deleted object; a user.
set -e
export MC_HOST_l="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000" MC_CONFIG_DIR=/tmp/.mc
mc() {
  command mc --quiet "$@"
}
objects=/tmp/objects
rm -rf $objects
for bucket in mlflow-artifacts cmdb-config-file munchkin-private rewind-public; do
  mc mb --ignore-existing l/$bucket
done
for i in $(seq 1 150); do
  mkdir -p $objects/dir$((i % 7))
  head -c $((i * 1733)) /dev/urandom >"$objects/dir$((i % 7))/对象-$i.bin"
done
mc mirror --overwrite $objects l/mlflow-artifacts
mc mirror --overwrite $objects/dir3 l/cmdb-config-file/configs
head -c 70000000 /dev/urandom >$objects/big
mc cp $objects/big l/mlflow-artifacts/models/model.bin
echo logo >$objects/logo.svg
mc cp --attr 'Cache-Control=max-age=60;owner=运维' $objects/logo.svg l/rewind-public/logo.svg
mc anonymous set download l/rewind-public
mc version enable l/munchkin-private
for version in 1 2 3; do
  echo "version $version" | mc pipe l/munchkin-private/doc.txt
done
echo gone | mc pipe l/munchkin-private/gone.txt
mc rm l/munchkin-private/gone.txt
mc admin user add l app-user app-user-Pa55
mc admin policy attach l readwrite --user app-user 2>/dev/null || true
for part in $(seq 1 $((($1 + 255) / 256))); do
  head -c $(($1 < 256 ? $1 * 1048576 : 268435456)) /dev/urandom >$objects/big
  mc cp $objects/big l/mlflow-artifacts/bulk/model-$part.bin
done
rm -rf $objects
