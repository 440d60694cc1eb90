"""pgRouting in a throw-away PostgreSQL cluster, reached by a socket in its own folder; nothing listens on a network."""

import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import time

LIMIT = 1_800_000


class Pgrouting:
    name, samples = "pgRouting", (5, 10)
    what = "pgr_drivingDistance(edges, sources, limit), reading its edges from SQL at each call"

    def __init__(self, folder):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not programs:
            raise FileNotFoundError("no PostgreSQL server")
        self.programs = pathlib.Path(programs[-1]).parent
        self.folder = pathlib.Path("/tmp") / f"maillage-bench-pg-{os.getpid()}"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o755)
        self.as_root = os.geteuid() == 0  # the server refuses to run as root
        if self.as_root:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.call(self.programs / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "bench", "--no-locale", "-E", "UTF8")
        self.call(self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o",
                  f"-k {self.folder} -c listen_addresses='' -c shared_buffers=512MB -c work_mem=256MB", "start")
        self.sql("CREATE EXTENSION pgrouting CASCADE")
        self.sql("CREATE TABLE edges (id bigint PRIMARY KEY, source bigint, target bigint, cost float8)")
        with open(folder / "edges.csv", "rb") as edges:
            self.psql(["-c", "\\copy edges FROM pstdin CSV"], edges)
        self.sql("ANALYZE edges")

    def __del__(self):
        if getattr(self, "programs", None) and self.folder.exists():
            self.call(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop", check=False)
            shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, *command, check=True):
        words = [str(word) for word in command]
        if self.as_root:
            words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *words]
        subprocess.run(words, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def psql(self, words, given=subprocess.DEVNULL):
        done = subprocess.run(["psql", "-h", str(self.folder), "-U", "bench", "-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", *words],
                              stdin=given, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout

    def sql(self, text):
        return self.psql(["-c", text])

    def run(self, sources, targets):
        nodes = ",".join(map(str, sources))
        start = time.perf_counter()
        self.sql("CREATE TABLE found AS SELECT from_v, node, agg_cost FROM pgr_drivingDistance("
                 f"'SELECT id, source, target, cost, -1.0::float8 AS reverse_cost FROM edges', ARRAY[{nodes}], {LIMIT})")
        seconds = time.perf_counter() - start
        wanted = set(targets)
        found = {}
        for line in self.sql("SELECT from_v, node, agg_cost FROM found").splitlines():
            source, node, cost = line.split("|")
            if int(node) in wanted:
                found[int(source), int(node)] = float(cost)
        self.sql("DROP TABLE found")
        return seconds, found
