"""The tables of the archive, as the steps that lead from each version to the next."""

import sqlite3

from searchsvc.errors import IndexOutdated
from searchsvc.messages import Message
from searchsvc.store.tables.tabulating import tabulate

# A step is never changed once released; `user_version` counts those that were taken.
ANY_HISTORY = "lower(hex(randomblob(16)))"
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL UNIQUE,  -- of its newest change; no row is ever removed: the highest is the counter
        state TEXT NOT NULL CHECK (state IN ('living', 'deleted', 'superseded')),
        reason TEXT,
        changed TEXT NOT NULL,
        origin TEXT,
        path TEXT,
        rules TEXT,
        read TEXT NOT NULL,
        derived TEXT NOT NULL,
        hash BLOB NOT NULL,                -- of id, path, read, derived
        content BLOB NOT NULL              -- a hash of what it says, wherever it stood
    );
    CREATE INDEX articles_by_state ON articles (state, sequence);
    CREATE TABLE readings (                -- what each page file holds, as last read
        origin TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles (id),
        place INTEGER NOT NULL,
        PRIMARY KEY (origin, article)
    ) WITHOUT ROWID;
    CREATE INDEX readings_of_article ON readings (article);
    CREATE TABLE figures (                 -- of the living articles
        article TEXT NOT NULL REFERENCES articles (id),
        place INTEGER NOT NULL,
        metric TEXT NOT NULL,
        label TEXT,
        value REAL NOT NULL,
        unit TEXT NOT NULL,
        amount REAL NOT NULL,
        amount_max REAL,
        bound TEXT NOT NULL,
        city TEXT,
        zone TEXT,
        stage TEXT,
        quote TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        first_line INTEGER,
        last_line INTEGER,
        PRIMARY KEY (article, place)
    ) WITHOUT ROWID;
    CREATE INDEX figures_by_city ON figures (city, metric);
    """,
    """
    CREATE TABLE parts (                   -- the articles that go on on another page, or began there
        article TEXT PRIMARY KEY REFERENCES articles (id),
        issue TEXT NOT NULL,
        whole TEXT REFERENCES articles (id) -- the first part of the article that this one is a part of
    ) WITHOUT ROWID;
    CREATE INDEX parts_by_issue ON parts (issue);
    CREATE TABLE wholes (                  -- what joined parts make, under the id of the first
        id TEXT PRIMARY KEY REFERENCES articles (id),
        issue TEXT NOT NULL,
        path TEXT,
        rules TEXT,
        read TEXT NOT NULL,
        derived TEXT NOT NULL,
        hash BLOB NOT NULL,
        content BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX wholes_by_issue ON wholes (issue);
    CREATE TABLE unjoined (issue TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    """
    ALTER TABLE figures ADD COLUMN title TEXT;
    ALTER TABLE figures ADD COLUMN source TEXT;
    ALTER TABLE figures ADD COLUMN published TEXT;
    ALTER TABLE figures ADD COLUMN base TEXT NOT NULL DEFAULT ''; -- the unit of the amounts
    ALTER TABLE figures ADD COLUMN spot TEXT;                     -- the part of the article that holds the quote
    ALTER TABLE figures ADD COLUMN month TEXT GENERATED ALWAYS AS (substr(published, 1, 7));
    CREATE INDEX figures_by_day ON figures (published);
    CREATE INDEX figures_by_amount ON figures (base, amount);
    DROP INDEX figures_by_city;
    CREATE INDEX figures_by_city ON figures (city, metric, base, published, amount, amount_max);
    CREATE INDEX figures_by_metric ON figures (metric, label, base, city, published, amount, amount_max);
    CREATE INDEX figures_by_month ON figures (month, metric, label, base, coalesce(zone, city), stage, article, amount);
    """,
    """
    CREATE TABLE sketches (                -- of the articles up to the sequence in `compared`
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL UNIQUE REFERENCES articles (id),
        length INTEGER NOT NULL,
        day TEXT,
        sample BLOB NOT NULL
    );
    CREATE TABLE keys (                    -- by which texts that may be alike are looked up
        hash INTEGER NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (hash, number)
    ) WITHOUT ROWID;
    CREATE TABLE duplicates (              -- each pair both ways
        article TEXT NOT NULL,
        other TEXT NOT NULL,
        PRIMARY KEY (article, other)
    ) WITHOUT ROWID;
    CREATE TABLE compared (sequence INTEGER NOT NULL);
    INSERT INTO compared VALUES (0);
    """,
    """
    CREATE TABLE corrections (             -- by hand; an article that is read again keeps them
        article TEXT NOT NULL REFERENCES articles (id),
        field TEXT NOT NULL,
        spot TEXT NOT NULL,                -- of a figure: its sentence and place there; else empty
        value TEXT NOT NULL,               -- JSON
        said_by TEXT NOT NULL,
        said_at TEXT NOT NULL,
        PRIMARY KEY (article, field, spot)
    ) WITHOUT ROWID;
    """,
    """
    DROP TABLE duplicates;
    DROP TABLE sketches;
    DELETE FROM keys;
    UPDATE compared SET sequence = 0;      -- all is compared anew
    CREATE TABLE sketches (                -- of the articles up to the sequence in `compared`
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL UNIQUE REFERENCES articles (id),
        length INTEGER NOT NULL,
        day TEXT,
        sample BLOB NOT NULL,
        cluster TEXT,                      -- the least id of those that copies lead to; NULL where there is no copy
        moved INTEGER NOT NULL DEFAULT 0   -- the sequence of the change by which it got into its cluster, or out of one
    );
    CREATE INDEX sketches_by_cluster ON sketches (cluster) WHERE cluster IS NOT NULL;
    CREATE INDEX sketches_by_move ON sketches (moved);
    """,
    """
    CREATE TABLE tokens (                  -- who may write over HTTP
        name TEXT PRIMARY KEY,
        digest BLOB NOT NULL,              -- SHA-256 of the secret, which is nowhere
        made TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE texts (                   -- the lines of the pages that articles stand on
        hash BLOB PRIMARY KEY,             -- SHA-256 of the lines as a JSON array
        data BLOB NOT NULL                 -- that array, compressed by zlib
    ) WITHOUT ROWID;
    ALTER TABLE articles ADD COLUMN text BLOB REFERENCES texts (hash);
    ALTER TABLE articles ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0; -- the sequence with which the id came
    UPDATE articles SET arrived = sequence;
    CREATE INDEX articles_by_text ON articles (text) WHERE text IS NOT NULL;
    CREATE INDEX articles_by_arrival ON articles (arrived);
    CREATE TABLE saved (                   -- searches that somebody keeps
        number INTEGER PRIMARY KEY,
        owner TEXT NOT NULL,               -- '' is the installation itself, else a SHA-256 of the reader's secret
        name TEXT NOT NULL,
        search TEXT NOT NULL,              -- JSON
        seen INTEGER NOT NULL,             -- the sequence up to which its hits were looked at
        made TEXT NOT NULL,
        UNIQUE (owner, name)
    );
    """,
    f"""
    CREATE TABLE history (id TEXT NOT NULL); -- another one when a backup takes the archive's place
    INSERT INTO history VALUES ({ANY_HISTORY});
    """,
    """
    ALTER TABLE saved ADD COLUMN used TEXT NOT NULL DEFAULT ''; -- the day on which the owner was last here
    UPDATE saved SET used = date('now');
    """,
)
_TABULATE = 3  # the step after which the figures of all articles are written anew


def version(connection: sqlite3.Connection) -> int:
    """Return how many steps this archive has taken; raises IndexOutdated when a newer searchsvc took more."""
    taken = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if taken > len(STEPS):
        raise IndexOutdated(
            Message(
                f"这个索引由更新版本的 searchsvc 写成（格式 {taken}，本版本为 {len(STEPS)}）。",
                f"A newer searchsvc wrote this index (format {taken}, this one knows {len(STEPS)}).",
            ),
            Message("请升级 searchsvc。", "Upgrade searchsvc."),
        )
    return taken


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are missing, all or none; readers go on while a writer works (WAL)."""
    connection.execute("PRAGMA journal_mode = WAL")
    taken = version(connection)
    steps = " ".join(STEPS[taken:])
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {len(STEPS)};")
        if taken < _TABULATE:  # by the tables of today, so when all are there
            for (name,) in connection.execute("SELECT DISTINCT article FROM figures").fetchall():
                tabulate(connection, name)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
