package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic

/** Repositories in the form of stanzas, as in {@code .sources} files, brought into the one-line form. */
@CompileStatic
class Stanzas {
    private static final Map<String, String> OPTIONS = [architectures: 'arch', languages: 'lang', targets: 'target'].asImmutable()
    private static final List<String> OTHERS = ['types', 'uris', 'suites', 'components', 'enabled', 'x-repolib-name'].asImmutable()

    /** One line for each type, address and suite that is switched on. */
    static List<String> lines(List<String> file) {
        List<List<String>> stanzas = [[]]
        file.findAll { !it.startsWith('#') }.each { it.trim() ? stanzas.last().add(it) : stanzas.add([]) }
        stanzas.collectMany { one(fields(it)) }
    }

    private static Map<String, String> fields(List<String> stanza) {
        Map<String, String> fields = [:]
        String last = null
        for (line in stanza) {
            // A line that begins with a space goes on with the field before it.
            if (line =~ /^\s/ && last) {
                fields[last] = fields[last] + ' ' + line.trim()
            } else if (line.contains(':')) {
                last = line.substring(0, line.indexOf(':')).toLowerCase()
                fields[last] = line.substring(last.length() + 1).trim()
            }
        }
        fields
    }

    private static List<String> one(Map<String, String> fields) {
        def words = { String field -> (fields[field] ?: '').tokenize() }
        if (fields.enabled?.toLowerCase() in ['no', 'false', '0']) {
            return []
        }
        def options = fields.keySet().findAll { !(it in OTHERS) }.collect { "${OPTIONS[it] ?: it}=${words(it).join(',')}" }
        def shown = options ? " [${options.join(' ')}]" : ''
        [words('types'), words('uris'), words('suites')].combinations().collect { List<String> each ->
            "${each[0]}$shown ${each[1]} ${([each[2]] + words('components')).join(' ')}".toString()
        }
    }
}
