package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.stdlib.files.PathInfo.Info

/** The lines of {@code ~/.ssh/authorized_keys}: each has a key, options that restrict it, and a comment. */
@CompileStatic
class AuthorizedKeys {
    private static final String KEY = /(?:^|.*\s)(?:ssh|ecdsa|sk)-\S+\s+(AAAA\S+)/

    /** These lines with further keys; a key is the same whatever comment it has, and gets the options that it is given with. */
    static List<String> joined(List<String> lines, List<String> keys, boolean exclusive) {
        Map<String, String> left = [:]
        keys.collectMany { it.readLines() }*.trim().findAll { it && !it.startsWith('#') }.each { left.putIfAbsent(key(it), it) }
        def names = left.keySet().toList()
        def kept = lines.findAll { !exclusive || key(it) in names }.collect { line ->
            def wanted = left.remove(key(line))
            wanted && options(wanted) != options(line) ? wanted : line
        }
        kept + left.values()
    }

    /** Whether the server for SSH would read what is there: it looks as the user, and at nothing that others can change. */
    static boolean trusted(Info info, String user) {
        if (!info.present) {
            return true
        }
        int bits = info.mode().bits()
        def seen = info.owner() == user || info.owner() == 'root' && (bits & (info.directory ? 01 : 04))
        seen && !(bits & 022)
    }

    private static String key(String line) {
        def found = line =~ KEY
        found.find() ? found.group(1) : line.trim()
    }

    private static String options(String line) {
        line.replaceFirst(/(^|\s)(ssh|ecdsa|sk)-\S+\s+AAAA\S+.*/, '').trim()
    }
}
