package groovyinfra.connect.ssh;

/**
 * The key of a host that is in no known_hosts file.
 *
 * @param host its name in the inventory
 * @param knownAs the name it would get in known_hosts: the address, with the port where it is not 22
 * @param files where it was looked for
 */
public record UnknownHostKey(String host, String knownAs, HostKey key, SshSettings.Trust.Files files) {

    /** For people: the host, where it is, and the fingerprint as {@code ssh-keygen} shows it. */
    public String shown() {
        String where = knownAs.equals(host) ? "" : " (" + knownAs + ")";
        return host + where + "  " + key.shown();
    }

    /** The line for known_hosts. */
    String line() {
        String name = files.hashed() ? HostPatterns.hash(knownAs) : knownAs;
        return name + " " + key.type() + " " + key.base64();
    }
}
