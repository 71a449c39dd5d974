package groovyinfra.deploy;

import groovyinfra.model.Position;
import java.util.Optional;

/**
 * A value that the user can set from outside, by {@code --set name=value}.
 *
 * @param type for people, such as {@code String}
 * @param shownDefault the source of the default; empty where a value must be given
 */
public record Param(String name, String type, String description, Optional<String> shownDefault, Position position) {}
