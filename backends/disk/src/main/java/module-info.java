import io.github.kashew.disk.DiskBackendProvider;
import io.github.kashew.spi.BackendProvider;

/** The backend for {@code disk://}: bytes in SQLite files. */
module io.github.kashew.disk {
    requires transitive io.github.kashew;
    requires static org.jspecify;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports io.github.kashew.disk;

    provides BackendProvider with
            DiskBackendProvider;
}
