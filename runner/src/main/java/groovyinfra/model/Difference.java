package groovyinfra.model;

import java.util.Optional;

/**
 * Two versions of a text file.
 *
 * @param path on the host
 * @param before nothing for a new file
 */
public record Difference(String path, Optional<String> before, String after) {}
