package groovyinfra.connect.inside

import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import spock.lang.AutoCleanup
import spock.lang.IgnoreIf
import spock.lang.Shared

/** A directory tree, with the programs of this machine. */
@IgnoreIf({ !Trees.possible() })
class ChrootSessionSpec extends SessionContract {

    @Shared @AutoCleanup Trees tree

    @Override
    Session open() {
        tree = Trees.of(['/usr', '/etc', '/dev', '/proc', directory.toRealPath().toString()])
        Insides.session(Insides.host("chroot:$tree.folder"), tree)
    }

    def 'what it sees is the tree'() {
        expect:
        carryOut(run('ls /')).stdout().readLines() ==
            (['bin', 'dev', 'etc', 'lib', 'lib64', 'proc', 'sbin', 'usr'] + directory.toRealPath().getName(0).toString()).unique().sort()
    }
}
