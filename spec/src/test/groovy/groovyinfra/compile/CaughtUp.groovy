package groovyinfra.compile

import groovy.transform.CompileStatic

/**
 * The stages of a program in which hosts wait for values of others: a host that waits holds nobody up, and catches up alone
 * afterwards. Takes the order of places from a {@link Lockstep} in which nobody waits.
 */
@CompileStatic
class CaughtUp {

    static List<String> stages(Lockstep walk, int hosts) {
        List<List<Integer>> rows = (0..<hosts).collect { int host ->
            (0..<walk.labels.size()).findAll { int it -> (walk.present[it] >> host & 1) == 1 }.toList()
        }
        int[] next = new int[hosts]
        String[] waiting = new String[hosts]
        Set<String> known = []
        List<String> stages = []
        while (true) {
            def ready = (0..<hosts).findAll { int it -> next[it] < rows[it].size() && waiting[it] == null }
            if (ready.empty) {
                return stages
            }
            int place = ready.collect { int it -> rows[it][next[it]] }.min()
            def together = ready.findAll { int it -> rows[it][next[it]] == place }
            def label = walk.labels[place]
            together.each { int it -> next[it]++ }
            if (label.startsWith('published ')) {
                def name = label.substring(10)
                together.each { int it -> waiting[it] = known.contains(name) ? null : name }
            } else if (label.startsWith('publish ')) {
                def name = label.substring(8)
                known << name
                (0..<hosts).each { int it -> waiting[it] = waiting[it] == name ? null : waiting[it] }
            } else {
                stages << shown(label, together)
            }
        }
    }

    /** A stage whose hosts have words of their own is written down with them. */
    private static String shown(String label, List<Integer> together) {
        if (!label.startsWith('+')) {
            return "$label @${together.join('')}".toString()
        }
        def parts = label.substring(1).split(/ \+ /).collect { String it ->
            int at = it.lastIndexOf(' @')
            def those = together.findAll { int host -> it.substring(at + 2).contains("$host") }
            those ? "${it.substring(0, at)} @${those.join('')}".toString() : null
        }
        parts.findAll { it != null }.sort { String it -> it.substring(it.lastIndexOf('@') + 1) }.join(' + ')
    }
}
