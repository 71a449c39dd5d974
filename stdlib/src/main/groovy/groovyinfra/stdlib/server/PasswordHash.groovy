package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Secret

/**
 * The password of a user in the form of crypt(5), as only root can read it; empty for a user that does not exist.
 *
 * <pre>
 * def hash = sudo { fact(PasswordHash, 'deploy') }
 * </pre>
 */
@CompileStatic
record PasswordHash(String user) implements Fact<Secret> {

    @Override
    Command command() {
        Command.of('awk', '-F:', '-v', "u=$user", '$1 == u { print $2 }', '/etc/shadow')
    }

    @Override
    Secret parse(List<String> lines) {
        Secret.of(lines ? lines[0] : '')
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, UserInfo.area(user))
    }
}
