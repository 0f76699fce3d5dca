"""What a run does on a host in the chaos test: the steps that the guardian is given, and the order they are gone through."""
import shlex

HOSTILE = "x 'q\" $(touch /tmp/pwned) `id` \u540d\n2"  # a name that a step has to carry through unharmed
APPLICATION = "compose-web-1 compose-server-1 compose-mlflow-1"
PSQL = "docker exec -e LIFEBOAT_RUN -e PGAPPNAME postgres psql -X -U postgres -v ON_ERROR_STOP=1 "


def sql(statement):
    return PSQL + "-d postgres -qAtc " + shlex.quote(statement)


def exists(database):
    return '[ "$(%s)" = 1 ]' % sql("select 1 from pg_database where datname = '%s'" % database)


class Hold:
    """Holds nothing, as a backup, a drill and a preparation: what it leaves is a container and half a database."""

    name, seconds, containers = "hold", 3.5, False
    orders = ["do/10-container", "do/20-database", "do/30-dump", "end"]

    def __init__(self, word):
        self.word, self.database = word, "bklite_restore_" + word

    def finished(self, databases):
        """(is it?, the names there were before and would be then)."""
        return self.database in databases, lambda before: before + [self.database]

    def files(self):
        name, database = "lifeboat-drill-" + self.word, self.database
        return {
            "do/10-container": "docker run -d --name %s --pull never --network none --entrypoint sleep "
                               "$(docker inspect -f '{{.Image}}' postgres) 600\n" % name,
            "clean/10-container": "! docker inspect %s >/dev/null 2>&1 || docker rm -f -v %s\n" % (name, name),
            "do/20-database": sql('create database "%s" template template0' % database) + "\n",
            "undo/20-database": sql('drop database if exists "%s" with (force)' % database) + "\n",
            "do/30-dump": PSQL + "-d %s -qAtc 'select pg_sleep(1.5)'\nprintf %%s %s >/dev/null\n" % (database, shlex.quote(HOSTILE)),
        }

    def beside(self):
        """A command of the client's own beside the guardian, marked as all of them are; it ends only by being ended."""
        return (PSQL + "-d bklite -qAtc 'begin; select pg_export_snapshot(); select pg_sleep(900)' | cat & "
                "docker exec -e LIFEBOAT_RUN compose-pgvector-1 sleep 900 & echo begun; sleep 900; wait")


class Pause:
    """Pauses the application for an export."""

    name, seconds, containers = "pause", 4.5, True
    orders = ["do/10-pause", "do/20-export", "do/30-unpause", "end"]

    def __init__(self, word):
        self.word = word

    def finished(self, databases):
        return False, None

    def files(self):
        return {
            "do/10-pause": "docker pause compose-server-1\n",
            "do/20-export": PSQL + "-d bklite -qAtc 'begin isolation level repeatable read; select pg_export_snapshot(); "
                                   "select pg_sleep(1.5); commit'\nprintf %s " + shlex.quote(HOSTILE) + " >/dev/null\n",
            "do/30-unpause": "docker unpause compose-server-1\n",
        }

    def beside(self):
        return None


class Switch:
    """Stops the application, switches two databases in one transaction, starts it: with a point of no return."""

    name, seconds, containers = "switch", 5.0, True
    orders = ["do/10-stop", "point", "fin/20-switch", "fin/30-start", "end"]

    def __init__(self, word):
        self.word, self.former, self.new = word, "bklite_before_" + word, "bklite_restore_" + word

    def finished(self, databases):
        return self.former in databases, lambda before: [self.former if n == self.new else n for n in before]

    def files(self):
        stop = "docker stop -t 10 %s\n" % APPLICATION
        rename = 'begin; alter database "%s" rename to "%s"; alter database "%s" rename to "%s"; commit'
        return {
            "do/10-stop": stop,
            "fin/20-switch": "if %s; then exit 0; fi\n%s || exit 1\n" % (exists(self.former), exists(self.new)) + stop
                             + sql(rename % ("bklite", self.former, self.new, "bklite")) + "\n",
            "undo/20-switch": "if %s; then\n%s%s\nfi\n" % (exists(self.former), stop,
                                                           sql(rename % ("bklite", self.new, self.former, "bklite"))),
            "fin/30-start": "docker start compose-mlflow-1 compose-server-1 compose-web-1\n",
        }

    def beside(self):
        return None


SCENARIOS = {s.name: s for s in (Hold, Pause, Switch)}
