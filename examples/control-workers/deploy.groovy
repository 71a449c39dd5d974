// A cluster: the control host makes a secret token once, and the workers join with it. The token never stands on a command line.

sudo {
    files.directory '/srv/cluster', mode: '0700'

    if (host.inGroup('control')) {
        server.shell 'umask 077; head -c 24 /dev/urandom | base64 > /srv/cluster/token', creates: '/srv/cluster/token', name: 'Make the token'
        def token = server.shell('cat /srv/cluster/token', readOnly: true, sensitive: true, name: 'Read the token').stdout.trim()
        publish 'token', secret(token)
    } else {
        def token = inventory.host('control-1').published('token')
        server.shell 'umask 077; cat > /srv/cluster/joined', stdin: token, creates: '/srv/cluster/joined', name: 'Join the cluster'
    }

    message "${host.name} is in the cluster"
}
