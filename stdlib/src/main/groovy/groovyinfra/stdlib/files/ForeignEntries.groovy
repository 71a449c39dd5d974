package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * Whether anything below a directory belongs to another owner or group than these; nothing does where there is no directory.
 *
 * <pre>
 * if (fact(ForeignEntries, '/srv/app', 'deploy', 'deploy')) println 'not everything belongs to deploy'
 * </pre>
 */
@CompileStatic
record ForeignEntries(String path, String owner, String group) implements Fact<Boolean> {

    @Override
    Command command() {
        def wanted = [owner ? ['!', '-user', owner] : [], group ? ['!', '-group', group] : []].findAll()
        def test = wanted.size() == 2 ? ['(', wanted[0], '-o', wanted[1], ')'] : wanted
        Command.of('if', Word.raw('['), '-d', path, Word.raw(']; then'), 'find', new Word.Joined([Word.quoted(path), Word.raw('/')]),
                test, '-print', Word.raw('| head -n 1; fi'))
    }

    @Override
    Boolean parse(List<String> lines) {
        !lines.empty
    }

    @Override
    Set<Area> about() {
        Set.of(Area.path(path))
    }
}
