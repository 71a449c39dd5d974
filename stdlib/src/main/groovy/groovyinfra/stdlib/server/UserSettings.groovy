package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.stdlib.server.UserInfo.Account

/**
 * The difference between two states of a user, in the words of {@code useradd} and {@code usermod}.
 *
 * @param grouped whether the first group of a new user is there
 * @param unique whether nobody else may have the number
 * @param moving whether a home directory goes to its new place with all that is in it
 */
@CompileStatic
record UserSettings(Account now, Account wanted, boolean grouped, boolean unique, boolean moving) {

    /** Nothing where there is no difference. */
    List<String> getWords() {
        List<String> number = option('--uid', now.uid(), wanted.uid())
        List<String> place = option('--home-dir', now.home(), wanted.home())
        List<String> words = number + (number && !unique ? ['--non-unique'] : []) + option('--comment', now.comment(), wanted.comment()) +
                place + (place && moving && now.present() ? ['--move-home'] : []) + option('--shell', now.shell(), wanted.shell())
        List<String> first = now.present() || grouped ? option('--gid', now.group(), wanted.group()) : []
        List<String> others = now.groups() as Set == wanted.groups() as Set ? [] : ['--groups', wanted.groups().join(',')]
        words + first + others
    }

    /** Whether it will be in other groups. */
    boolean isRegrouped() {
        now.group() != wanted.group() || now.groups() as Set != wanted.groups() as Set
    }

    private List<String> option(String word, Object before, Object after) {
        // usermod knows the home directory by a shorter name.
        before == after ? [] : [now.present() && word == '--home-dir' ? '--home' : word, String.valueOf(after)]
    }
}
