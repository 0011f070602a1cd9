"""The tables of the archive in PostgreSQL, as the steps that lead from each version to the next."""

import re

from searchsvc.errors import BadRequest, IndexOutdated
from searchsvc.messages import Message
from searchsvc.store.tables.connection import Connection

# A step is never changed once released; the table `version` counts those that were taken. C stands for texts that are
# ordered by code points, as SQLite orders them, whatever the language of the database.
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE texts (                   -- the lines of the pages that articles stand on
        hash BYTEA PRIMARY KEY,            -- SHA-256 of the lines as a JSON array
        data BYTEA NOT NULL                -- that array, compressed by zlib
    );
    CREATE TABLE articles (
        id C PRIMARY KEY,
        sequence BIGINT NOT NULL UNIQUE,   -- of its newest change; no row is ever removed: the highest is the counter
        state C NOT NULL CHECK (state IN ('living', 'deleted', 'superseded')),
        reason C,
        changed C NOT NULL,
        origin C,
        path C,
        rules C,
        read C NOT NULL,
        derived C NOT NULL,
        hash BYTEA NOT NULL,               -- of id, path, read, derived
        content BYTEA NOT NULL,            -- a hash of what it says, wherever it stood
        text BYTEA REFERENCES texts (hash),
        arrived BIGINT NOT NULL            -- the sequence with which the id came
    );
    CREATE INDEX articles_by_state ON articles (state, sequence);
    CREATE INDEX articles_by_text ON articles (text) WHERE text IS NOT NULL;
    CREATE INDEX articles_by_arrival ON articles (arrived);
    CREATE TABLE readings (                -- what each page file holds, as last read
        origin C NOT NULL,
        article C NOT NULL REFERENCES articles (id),
        place BIGINT NOT NULL,
        PRIMARY KEY (origin, article)
    );
    CREATE INDEX readings_of_article ON readings (article);
    CREATE TABLE parts (                   -- the articles that go on on another page, or began there
        article C PRIMARY KEY REFERENCES articles (id),
        issue C NOT NULL,
        whole C REFERENCES articles (id)   -- the first part of the article that this one is a part of
    );
    CREATE INDEX parts_by_issue ON parts (issue);
    CREATE TABLE wholes (                  -- what joined parts make, under the id of the first
        id C PRIMARY KEY REFERENCES articles (id),
        issue C NOT NULL,
        path C,
        rules C,
        read C NOT NULL,
        derived C NOT NULL,
        hash BYTEA NOT NULL,
        content BYTEA NOT NULL
    );
    CREATE INDEX wholes_by_issue ON wholes (issue);
    CREATE TABLE unjoined (issue C PRIMARY KEY);
    CREATE TABLE figures (                 -- of the living articles
        article C NOT NULL REFERENCES articles (id),
        place BIGINT NOT NULL,
        metric C NOT NULL,
        label C,
        value DOUBLE PRECISION NOT NULL,
        unit C NOT NULL,
        amount DOUBLE PRECISION NOT NULL,
        amount_max DOUBLE PRECISION,
        bound C NOT NULL,
        city C,
        zone C,
        stage C,
        quote C NOT NULL,
        start BIGINT NOT NULL,
        "end" BIGINT NOT NULL,
        first_line BIGINT,
        last_line BIGINT,
        title C,
        source C,
        published C,
        base C NOT NULL,                   -- the unit of the amounts
        spot C,                            -- the part of the article that holds the quote
        month C GENERATED ALWAYS AS (substr(published, 1, 7)) STORED,
        PRIMARY KEY (article, place)
    );
    CREATE INDEX figures_by_day ON figures (published);
    CREATE INDEX figures_by_month ON figures (month);
    CREATE INDEX figures_by_amount ON figures (amount);
    CREATE INDEX figures_by_city ON figures USING hash (city); -- a btree refuses values of more than 2,700 bytes
    CREATE INDEX figures_by_metric ON figures USING hash (metric);
    CREATE TABLE sketches (                -- of the articles up to the sequence in `compared`
        number BIGINT PRIMARY KEY,
        article C NOT NULL UNIQUE REFERENCES articles (id),
        length BIGINT NOT NULL,
        day C,
        sample BYTEA NOT NULL,
        cluster C,                         -- the least id of those that copies lead to; NULL where there is no copy
        moved BIGINT NOT NULL DEFAULT 0    -- the sequence of the change by which it got into its cluster, or out of one
    );
    CREATE INDEX sketches_by_cluster ON sketches (cluster) WHERE cluster IS NOT NULL;
    CREATE INDEX sketches_by_move ON sketches (moved);
    CREATE TABLE keys (                    -- by which texts that may be alike are looked up
        hash BIGINT NOT NULL,
        number BIGINT NOT NULL,
        PRIMARY KEY (hash, number)
    );
    CREATE TABLE compared (sequence BIGINT NOT NULL);
    INSERT INTO compared VALUES (0);
    CREATE TABLE corrections (             -- by hand; an article that is read again keeps them
        article C NOT NULL REFERENCES articles (id),
        field C NOT NULL,
        spot C NOT NULL,                   -- of a figure: its sentence and place there; else empty
        value C NOT NULL,                  -- JSON
        said_by C NOT NULL,
        said_at C NOT NULL
    );
    CREATE UNIQUE INDEX corrections_by_spot ON corrections (article, field, md5(spot));
    CREATE TABLE tokens (                  -- who may write over HTTP
        name C PRIMARY KEY,
        digest BYTEA NOT NULL,             -- SHA-256 of the secret, which is nowhere
        made C NOT NULL
    );
    CREATE TABLE saved (                   -- searches that somebody keeps
        number BIGINT PRIMARY KEY,
        owner C NOT NULL,                  -- '' is the installation itself, else a SHA-256 of the reader's secret
        name C NOT NULL,
        search C NOT NULL,                 -- JSON
        seen BIGINT NOT NULL,              -- the sequence up to which its hits were looked at
        made C NOT NULL,
        UNIQUE (owner, name)
    );
    CREATE TABLE history (id C NOT NULL);  -- another one when a backup takes the archive's place
    INSERT INTO history VALUES (replace(CAST(gen_random_uuid() AS text), '-', ''));
    CREATE TABLE writer (                  -- who holds the writer's lock, or held it last
        host C NOT NULL,
        pid C NOT NULL,
        command C NOT NULL,
        since C NOT NULL
    );
    """,
    """
    ALTER TABLE saved ADD COLUMN used C NOT NULL DEFAULT ''; -- the day on which the owner was last here
    UPDATE saved SET used = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD');
    """,
)


def version(connection: Connection) -> int:
    """Return how many steps this archive has taken, 0 where there is none.

    Raises IndexOutdated when a newer searchsvc took more.
    """
    if connection.execute("SELECT to_regclass('version')").fetchone()[0] is None:
        return 0
    taken = int(connection.execute("SELECT steps FROM version").fetchone()[0])
    if taken > len(STEPS):
        raise IndexOutdated(
            Message(
                f"这个存档由更新版本的 searchsvc 写成（格式 {taken}，本版本为 {len(STEPS)}）。",
                f"A newer searchsvc wrote this archive (format {taken}, this one knows {len(STEPS)}).",
            ),
            Message("请升级 searchsvc。", "Upgrade searchsvc."),
        )
    return taken


def migrate(connection: Connection, place: str) -> None:
    """Take the steps that are missing, within the transaction that is open. Raises BadRequest where texts don't fit."""
    encoding = connection.execute("SELECT current_setting('server_encoding')").fetchone()[0]
    if encoding != "UTF8":
        raise BadRequest(
            Message(f"数据库 {place} 的编码是 {encoding}，须为 UTF8。", f"{place} is encoded in {encoding}, not UTF8."),
            Message("新建数据库时加上 ENCODING 'UTF8'。", "Create the database with ENCODING 'UTF8'."),
        )
    taken = version(connection)
    connection.execute("CREATE TABLE IF NOT EXISTS version (steps INTEGER NOT NULL)")
    for step in STEPS[taken:]:
        connection.execute(re.sub(r"\bC\b", 'TEXT COLLATE "C"', step))
    connection.execute("DELETE FROM version")
    connection.execute("INSERT INTO version VALUES (?)", (len(STEPS),))
