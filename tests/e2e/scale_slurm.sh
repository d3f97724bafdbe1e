#!/bin/sh
# docs/scale/slurm.sh in a real Slurm of one node that this test starts: the
# array of shares, then the merge that waits for it, as the file's head says. A
# task that was cancelled is run again and reads on. The report is that of one
# import of all.
set -eu
for tool in slurmctld slurmd munged sbatch; do
	PATH=$PATH:/usr/sbin command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done
[ "$(id -u)" = 0 ] || {
	echo 'slurmd asks for root'
	exit 77
}
PATH=$PATH:/usr/sbin
root=$PWD
. tests/e2e/faults/small.sh
daemons=
trap 'kill $daemons 2>/dev/null || :; sleep 1; rm -rf "$tmp"' EXIT

# ---------------------------------------------------------------- a Slurm --

mkdir "$tmp/state" "$tmp/spool" "$tmp/munge"
chmod 755 "$tmp"
head -c 1024 /dev/urandom >"$tmp/munge/key"
chmod 700 "$tmp/munge"
chmod 600 "$tmp/munge/key"
munged --foreground --force --key-file "$tmp/munge/key" \
    --socket "$tmp/munge/socket" --pid-file "$tmp/munge/pid" \
    --log-file "$tmp/munge/log" --seed-file "$tmp/munge/seed" >"$tmp/munged" 2>&1 &
daemons=$!
host=$(hostname -s)
port=$((20000 + $$ % 20000))
cat >"$tmp/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$tmp/munge/socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$tmp/state
SlurmdSpoolDir=$tmp/spool
SlurmctldPidFile=$tmp/slurmctld.pid
SlurmdPidFile=$tmp/slurmd.pid
SlurmctldLogFile=$tmp/slurmctld.log
SlurmdLogFile=$tmp/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1
SlurmdParameters=config_overrides
MinJobAge=300
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=64000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
END
# a container may have no cgroups; older ones ask for none and know no "disabled"
case $(slurmd -V) in
*" 2"[34].* | *" 2"[5-9].*) echo 'CgroupPlugin=disabled' >"$tmp/cgroup.conf" ;;
esac
export SLURM_CONF="$tmp/slurm.conf"
until [ -S "$tmp/munge/socket" ]; do
	kill -0 $daemons || fail "munged: $(cat "$tmp/munged")"
	sleep 0.2
done
slurmctld -D >"$tmp/ctld" 2>&1 &
daemons="$daemons $!"
slurmd -D -N "$host" >"$tmp/d" 2>&1 &
daemons="$daemons $!"
waited=0
until sinfo -h -o %T 2>/dev/null | grep -q '^idle'; do
	waited=$((waited + 1))
	[ $waited -lt 60 ] || {
		for log in slurmctld.log slurmd.log ctld d; do
			[ ! -e "$tmp/$log" ] || tail -n 5 "$tmp/$log"
		done
		echo 'Slurm does not start on this machine'
		exit 77
	}
	sleep 1
done
finish() { # JOB: until it no longer waits or runs
	waited=0
	while [ -n "$(squeue -h -j "$1" 2>/dev/null)" ]; do
		waited=$((waited + 1))
		[ $waited -lt 120 ] || fail "still there: $(squeue; cat "$tmp"/*.log)"
		sleep 1
	done
}

# ---------------------------------------------------------------- a fleet --

cd "$tmp/org"
for seed in 1 2 3; do
	git init -q -b main "app$seed"
	python3 "$root/tests/git/random_history.py" "$seed" |
	    git -C "app$seed" fast-import --quiet
done
printf '%s\n' app1 app2 app3 bank shop >fleet.txt
run import app1 app2 app3 bank shop --db "$tmp/all.db" --root .
run report --db "$tmp/all.db" -o "$tmp/good" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"

fleet() { # OPTION...: the number of the array
	sbatch --parsable --output="$tmp/task-%a.txt" --array=0-2 \
	    --export="ALL,LIST=fleet.txt,OUT=$tmp/fleet.db,SCALE=$root/docs/scale" \
	    "$@" "$root/docs/scale/slurm.sh"
}
array=$(fleet --hold)
scancel "${array}_1"
scontrol release "$array"
merge=$(sbatch --parsable --output="$tmp/merge.txt" \
    --dependency="afterany:$array" --wrap \
    "'$ASSAY' merge '$tmp/fleet.db' '$tmp'/fleet.db.shards/*.db")
finish "$array"
finish "$merge"
[ ! -e "$tmp/fleet.db.shards/1.db" ] || fail 'a task that was cancelled ran'
[ -s "$tmp/fleet.db" ] || fail "no model: $(cat "$tmp"/task-*.txt "$tmp/merge.txt")"

# again: what is there is not read again, what is missing is
finish "$(fleet)"
run merge "$tmp/fleet.db" "$tmp"/fleet.db.shards/*.db
[ $status = 0 ] || fail "$(cat "$tmp/err")"
run report --db "$tmp/fleet.db" -o "$tmp/of" --edition summary
[ $status = 0 ] || fail "$(cat "$tmp/err")"
diff -r "$tmp/good" "$tmp/of"
echo "a Slurm array of 3 tasks: $(slurmctld -V)"
