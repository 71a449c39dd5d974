package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.stdlib.server.UserInfo.Account

/** The difference between two states of a user, in the words of {@code useradd} and {@code usermod}. */
@CompileStatic
record UserSettings(Account now, Account wanted) {

    /** Nothing where there is no difference. */
    List<String> getWords() {
        def words = option('--uid', now.uid(), wanted.uid()) + option('--comment', now.comment(), wanted.comment()) +
                option('--home-dir', now.home(), wanted.home()) + option('--shell', now.shell(), wanted.shell())
        def first = now.present() || wanted.group() != wanted.name() ? option('--gid', now.group(), wanted.group()) : []
        def others = now.groups() as Set == wanted.groups() as Set ? [] : ['--groups', wanted.groups().join(',')]
        words + first + others
    }

    private List<String> option(String word, Object before, Object after) {
        // usermod knows the home directory by a shorter name.
        before == after ? [] : [now.present() && word == '--home-dir' ? '--home' : word, after.toString()]
    }
}
