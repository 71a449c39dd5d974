package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/** The lines of a user's {@code ~/.ssh/authorized_keys}; none where there is no such file or user. */
@CompileStatic
record AuthorizedKeys(String user) implements Fact<List<String>> {

    @Override
    Command command() {
        // The tilde finds the home directory without a program; it needs the name unquoted, so that it must be a plain one.
        if (!(user ==~ /[A-Za-z0-9_][A-Za-z0-9_.-]*/)) {
            return Command.of('false')
        }
        Command.of(Word.raw("f=~$user/.ssh/authorized_keys; if [ -e \"\$f\" ]; then cat \"\$f\"; fi"))
    }

    @Override
    List<String> parse(List<String> lines) {
        lines.asImmutable()
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, UserInfo.area(user), Area.path('/'))
    }
}
