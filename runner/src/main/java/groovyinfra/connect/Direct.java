package groovyinfra.connect;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that a shell would only start: words that stand for themselves, of which the first can be the name of a program. */
final class Direct {
    private static final Pattern WORDS =
            Pattern.compile("([\\w./][\\w@%+:,./-]*+)(?: +(?:[\\w@%+=:,./-]++|'[^']*+'|\\\\')++)*+");

    /** What POSIX or one of the usual shells has itself, or reads as syntax, also where a program has the same name. */
    private static final Set<String> OF_SHELLS = Set.of("""
        case coproc do done elif else end esac fi for foreach function if in namespace nocorrect repeat select
        then time until while
        . alias bg break cd command continue echo eval exec exit export false fc fg getopts hash jobs kill local
        newgrp printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset
        wait
        autoload bind bindkey builtin caller chdir compgen complete declare dirs disown emulate enable float
        functions global help history integer let limit login logout mapfile nameref noglob popd print pushd
        readarray rehash rename sched setopt shopt source stop suspend typeset unfunction unlimit unsetopt whence
        where which zmodload
        """.strip().split("\\s+"));

    private Direct() {}

    /** Whether a command is such a one. Whether the host has the program is for the host to see. */
    static boolean is(String command) {
        Matcher words = WORDS.matcher(command);
        return words.matches() && !OF_SHELLS.contains(words.group(1));
    }
}
