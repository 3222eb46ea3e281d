/** Values of Kashew as JSON, by Jackson 3. */
module io.github.kashew.jackson {
    requires transitive io.github.kashew;
    requires transitive tools.jackson.databind;
    requires static org.jspecify;

    exports io.github.kashew.jackson;
}
