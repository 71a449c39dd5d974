package groovyinfra.model;

/**
 * Two versions of a text file.
 *
 * @param path on the host
 * @param before empty for a new file
 * @param after empty for a file that goes
 */
public record Difference(String path, String before, String after) {}
